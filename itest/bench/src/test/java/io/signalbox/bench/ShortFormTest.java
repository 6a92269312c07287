package io.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.bench.candidate.Candidates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the first column of every table in its short form. No time is judged: that takes the long form and a reader. */
class ShortFormTest {
    private static final List<String> FLOORS = List.of("loop", "cow-map");
    private static final double LESS_THAN_A_BYTE = 0.5;

    @TestFactory
    Stream<DynamicTest> everyCandidateRuns() {
        return Table.all().stream()
                .filter(table -> !table.equals(Table.syncPublish()))
                .flatMap(table -> table.candidates().stream()
                        .map(candidate -> DynamicTest.dynamicTest(
                                table.title() + ": " + candidate,
                                () -> runs(table.measures().get(0), candidate))));
    }

    /** Allocation is no matter of time: it may be judged. */
    @TestFactory
    Stream<DynamicTest> syncPublishAllocatesNothing() {
        return Table.syncPublish().candidates().stream()
                .map(candidate -> DynamicTest.dynamicTest(candidate, () -> {
                    Map<String, Double> figures =
                            runs(Table.syncPublish().measures().get(0), candidate);
                    if (FLOORS.contains(candidate) || Candidates.subjects(true).contains(candidate)) {
                        assertThat(figures.get(JmhMeasure.BYTES)).as("B/op").isLessThan(LESS_THAN_A_BYTE);
                    }
                }));
    }

    private static Map<String, Double> runs(Measure measure, String candidate) {
        // when
        Map<String, Double> figures = measure.run(candidate, Form.SHORT);

        // then
        assertThat(figures).containsKeys(measure.figures().toArray(String[]::new));
        assertThat(figures.get(measure.figures().get(0))).isPositive();
        return figures;
    }
}
