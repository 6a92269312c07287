package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The feature files as they are shipped. */
class FeatureFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"signalbox", "vm", "shell", "filter-cel"})
    void theKarafFeatureNamesTheSameBundles(String feature) throws Exception {
        List<String> shipped = FeatureReader.read(List.of(feature)).stream()
                .map(bundle -> bundle.startLevel() + " " + bundle.location())
                .toList();

        assertThat(karaf(feature)).isEqualTo(shipped);
    }

    @Test
    void everyVersionIsFilledIn() throws LaunchException {
        assertThat(FeatureReader.read(List.of("signalbox", "vm", "shell", "filter-cel")))
                .isNotEmpty()
                .allSatisfy(bundle -> assertThat(bundle.version()).matches("[0-9][0-9A-Za-z.-]*"))
                .allSatisfy(bundle -> assertThat(bundle.startLevel()).isLessThan(FrameworkSettings.LAST_START_LEVEL));
    }

    private static List<String> karaf(String feature) throws Exception {
        List<String> bundles = new ArrayList<>();
        try (InputStream file = FeatureFilesTest.class.getResourceAsStream("/features/karaf-features.xml")) {
            Document repository =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
            for (Element candidate : elements(repository.getElementsByTagName("feature"))) {
                if (candidate.getAttribute("name").equals(feature)) {
                    for (Element bundle : elements(candidate.getElementsByTagName("bundle"))) {
                        bundles.add(bundle.getAttribute("start-level") + " " + bundle.getTextContent());
                    }
                }
            }
        }
        return bundles;
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
