package io.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.signalbox.api.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    private static final Pattern WORD = Pattern.compile("\\w*");
    private static final List<EventPattern> DEFAULT_TYPES = List.of(new EventPattern("*"));

    @Test
    void absentKeysTakeTheirDefaultAndGivenOnesTheirValue() {
        // given
        Settings settings = new Settings("some.pid", Map.of("size", "7", "wait", 20L, "on", "TRUE", "how", "sync"));

        // then
        assertThat(settings.integer("size", 1, 10, 5, 6)).isEqualTo(7);
        assertThat(settings.millis("wait", 0, 100, Duration.ZERO, Duration.ZERO))
                .isEqualTo(Duration.ofMillis(20));
        assertThat(settings.flag("on", false, false)).isTrue();
        assertThat(settings.oneOf("how", List.of(ProcessingMode.values()), ProcessingMode.ASYNC, ProcessingMode.ASYNC))
                .isEqualTo(ProcessingMode.SYNC);
        assertThat(settings.integer("absent", 1, 10, 5, 6)).isEqualTo(5);
        assertThat(settings.refusals()).isEmpty();
    }

    @Test
    void aBadValueIsRefusedByPidKeyRangeAndValueAndTheOneInForceStays() {
        // given
        Settings settings = new Settings("some.pid", Map.of("size", "-3", "wait", "soon", "on", "maybe"));

        // then
        assertThat(settings.integer("size", 1, 10, 5, 6)).isEqualTo(6);
        assertThat(settings.millis("wait", 0, 100, Duration.ZERO, Duration.ofMillis(9)))
                .isEqualTo(Duration.ofMillis(9));
        assertThat(settings.flag("on", false, true)).isTrue();
        assertThat(settings.refusals())
                .containsExactly(
                        "some.pid: size must be 1..10, was '-3'",
                        "some.pid: wait must be 0..100 ms, was 'soon'",
                        "some.pid: on must be true or false, was 'maybe'");
    }

    @Test
    void unknownKeysAreNamedAndThoseOfTheContainerAreNot() {
        // given
        Settings settings = new Settings(
                "some.pid", Map.of("sise", "3", "service.pid", "some.pid", "felix.fileinstall.filename", "x"));

        // when
        settings.integer("size", 1, 10, 5, 5);

        // then
        assertThat(settings.refusals()).containsExactly("some.pid: 'sise' is unknown; known are [size]");
    }

    @Test
    void aHugeValueIsShownByItsBeginningOnly() {
        // given
        Settings settings = new Settings("some.pid", Map.of("size", "9".repeat(10_000_000)));

        // when
        settings.integer("size", 1, 10, 5, 5);

        // then
        assertThat(settings.refusals().get(0)).hasSizeLessThan(200).endsWith("(10000000 characters)");
    }

    @Test
    void textsMustHaveTheirForm() {
        // given
        Settings settings = new Settings("some.pid", Map.of("name", " web ", "other", "a/b"));

        // then
        assertThat(settings.text("name", WORD, "a word", "", "old")).isEqualTo("web");
        assertThat(settings.text("other", WORD, "a word", "", "old")).isEqualTo("old");
        assertThat(settings.text("absent", WORD, "a word", "", "old")).isEmpty();
        assertThat(settings.refusals()).containsExactly("some.pid: other must be a word, was 'a/b'");
    }

    @ParameterizedTest
    @MethodSource
    void aListIsReadFromWhateverHoldsTexts(Object value, List<EventPattern> expected) {
        // given
        Settings settings = new Settings("some.pid", Map.of("types", value));

        // then
        assertThat(settings.list("types", EventPattern::new, "patterns", 9, DEFAULT_TYPES, List.of()))
                .isEqualTo(expected);
        assertThat(settings.refusals()).isEmpty();
    }

    static Stream<Arguments> aListIsReadFromWhateverHoldsTexts() {
        List<EventPattern> both = List.of(new EventPattern("vm.*"), new EventPattern("jvm.gc"));
        return Stream.of(
                arguments("vm.*, jvm.gc,,vm.*", both),
                arguments(new String[] {"vm.*", "jvm.gc"}, both),
                arguments(List.of(" vm.*", "jvm.gc"), both),
                arguments("", DEFAULT_TYPES),
                arguments(new String[0], DEFAULT_TYPES));
    }

    @Test
    void aListWithOneBadTextOrTooManyIsRefusedWhole() {
        // given
        Settings settings = new Settings("some.pid", Map.of("types", "vm.*,v*", "more", "a,b,c"));
        List<EventPattern> inForce = List.of(new EventPattern("old"));

        // then
        assertThat(settings.list("types", EventPattern::new, "patterns", 9, DEFAULT_TYPES, inForce))
                .isEqualTo(inForce);
        assertThat(settings.list("more", EventPattern::new, "patterns", 2, DEFAULT_TYPES, inForce))
                .isEqualTo(inForce);
        assertThat(settings.refusals())
                .containsExactly(
                        "some.pid: types must be 1..9 patterns, was 'vm.*,v*'",
                        "some.pid: more must be 1..2 patterns, was 'a,b,c'");
    }

    @Test
    void ofAHeapOfUnknownKeysOnlyTheFirstAreNamed() {
        // given
        Map<String, String> garbage =
                IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));

        // then
        assertThat(new Settings("some.pid", garbage).refusals())
                .hasSize(11)
                .last()
                .isEqualTo("some.pid: 990 more keys are unknown");
    }
}
