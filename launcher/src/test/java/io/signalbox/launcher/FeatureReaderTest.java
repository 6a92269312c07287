package io.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureReaderTest {

    @Test
    void readsBundlesInTheirOrderAndSkipsComments() throws LaunchException {
        String json = """
                {
                  // a comment
                  "feature-resource-version": "1.0",
                  "id": "g:f:1",
                  "bundles": [
                    { "id": "g.h:b:2", "bundleStartLevel": 20 },
                    // { "id": "g:off:1", "bundleStartLevel": 1 },
                    { "id": "g:a:1.0.0", "bundleStartLevel": 1 }
                  ]
                }
                """;

        List<FeatureBundle> bundles = FeatureReader.read("f", new StringReader(json));

        assertThat(bundles)
                .containsExactly(
                        new FeatureBundle("f", "g.h", "b", "2", 20), new FeatureBundle("f", "g", "a", "1.0.0", 1));
        assertThat(bundles.get(0).resource()).isEqualTo("/repository/g/h/b/2/b-2.jar");
        assertThat(bundles.get(0).location()).isEqualTo("mvn:g.h/b/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"id\": \"only-one-part\"}",
                "{\"id\": \"g:f:1\", \"bundles\": [{\"id\": \"g:a:1\"}]}",
                "{\"id\": \"g:f:1\", \"bundles\": [{\"id\": \"g:a:1\", \"bundleStartLevel\": 0}]}",
                "{\"id\": \"g:f:1\", \"bundles\": [{\"id\": \"g:a:1\", \"bundleStartLevel\": \"one\"}]}"
            })
    void aBadFileIsToldByItsName(String json) {
        assertThatThrownBy(() -> FeatureReader.read("broken", new StringReader(json)))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith("features/broken.json");
    }

    @Test
    void aMissingFileIsToldByItsName() {
        assertThatThrownBy(() -> FeatureReader.read(List.of("nowhere")))
                .isInstanceOf(LaunchException.class)
                .hasMessage("this jar lacks features/nowhere.json");
    }
}
