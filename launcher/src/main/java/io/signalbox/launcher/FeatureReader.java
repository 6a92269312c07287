package io.signalbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.ID;

/** Reads OSGi feature files (chapter 159 of the OSGi compendium) from the class path. */
final class FeatureReader {

    /** The metadata key that the OSGi Feature Launcher specification gives to a bundle's start level. */
    private static final String START_LEVEL = "bundleStartLevel";

    private FeatureReader() {}

    /**
     * The bundles of the features {@code /features/NAME.json}, in the order in which they stand there.
     *
     * @throws LaunchException if a file is missing, malformed, or a bundle in it has no start level of 1 or more
     */
    static List<FeatureBundle> read(List<String> features) throws LaunchException {
        List<FeatureBundle> bundles = new ArrayList<>();
        for (String name : features) {
            try (InputStream file = FeatureReader.class.getResourceAsStream("/features/" + name + ".json")) {
                if (file == null) {
                    throw LaunchException.failure("this jar lacks features/" + name + ".json", null);
                }
                bundles.addAll(read(name, new InputStreamReader(file, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw LaunchException.failure("features/" + name + ".json cannot be read: " + e.getMessage(), e);
            }
        }
        return bundles;
    }

    static List<FeatureBundle> read(String name, Reader json) throws LaunchException {
        Feature feature;
        try {
            feature = new FeatureServiceImpl().readFeature(json);
        } catch (IOException | RuntimeException e) {
            throw LaunchException.failure("features/" + name + ".json cannot be read: " + e.getMessage(), e);
        }
        List<FeatureBundle> bundles = new ArrayList<>();
        for (org.osgi.service.feature.FeatureBundle bundle : feature.getBundles()) {
            ID id = bundle.getID();
            Object level = bundle.getMetadata().get(START_LEVEL);
            if (!(level instanceof Number number) || number.intValue() < 1) {
                throw LaunchException.failure(
                        "features/" + name + ".json: " + START_LEVEL + " of " + id + " must be 1 or more, was " + level,
                        null);
            }
            bundles.add(
                    new FeatureBundle(name, id.getGroupId(), id.getArtifactId(), id.getVersion(), number.intValue()));
        }
        return bundles;
    }
}
