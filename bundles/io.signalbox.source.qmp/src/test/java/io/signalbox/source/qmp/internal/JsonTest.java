package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void valuesBecomePlainJava() throws IOException {
        Map<String, Object> object = parse(
                "{\"s\": \"\\u00e4\", \"i\": 7, \"u\": 18446744073709551615, \"f\": 1.5, \"t\": true, \"a\": [1, []], \"o\": {}}");

        assertThat(object)
                .containsEntry("s", "ä")
                .containsEntry("i", 7L)
                .containsEntry("u", new BigInteger("18446744073709551615"))
                .containsEntry("f", 1.5)
                .containsEntry("t", true)
                .containsEntry("a", List.of(1L, List.of()))
                .containsEntry("o", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "x", "{", "{\"a\": }", "{} {}", "{\"a\": [1", "{\"a\" 1}"})
    void anythingButOneObjectIsRefused(String line) {
        assertThatIOException().isThrownBy(() -> parse(line));
    }

    @Test
    void depthHasALimit() {
        assertThatIOException().isThrownBy(() -> parse("{\"a\": " + "[".repeat(10_000)));
    }

    private static Map<String, Object> parse(String line) throws IOException {
        return Json.object(line.getBytes(StandardCharsets.UTF_8));
    }
}
