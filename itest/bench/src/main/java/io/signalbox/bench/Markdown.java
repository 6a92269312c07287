package io.signalbox.bench;

import java.util.Locale;

/** Writes tables of medians and ratios. */
final class Markdown {

    private Markdown() {}

    /** What the figures were made with. */
    static String head(Form form, String command) {
        return """
                # Benchmarks

                Command: `%s`. %s %s, %d processors, %s. Medians of %d rounds; in each round every candidate ran once, in a
                JVM of its own. Only ratios within one run mean anything: × is the figure divided by that of the floor, which
                is the first row of its table.
                """.formatted(
                        command,
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        form.rounds());
    }

    static String table(Table table, Scores scores) {
        StringBuilder text = new StringBuilder("\n## " + table.title() + "\n\n|");
        StringBuilder rule = new StringBuilder("\n|---|");
        text.append(" |");
        for (Measure measure : table.measures()) {
            for (String figure : measure.figures()) {
                boolean compared = compared(figure);
                String name = figure.equals(JmhMeasure.SCORE) ? measure.title() : measure.title() + ": " + figure;
                text.append(' ').append(name).append(compared ? " | × |" : " |");
                rule.append(compared ? "---:|---:|" : "---:|");
            }
        }
        text.append(rule).append('\n');
        table.candidates().forEach(candidate -> text.append(row(table, scores, candidate)));
        return text.toString();
    }

    private static String row(Table table, Scores scores, String candidate) {
        StringBuilder row = new StringBuilder("| " + candidate + " |");
        for (Measure measure : table.measures()) {
            for (String figure : measure.figures()) {
                double value = scores.median(measure, candidate, figure);
                row.append(' ').append(number(value)).append(" |");
                if (compared(figure)) {
                    double ratio = value / scores.median(measure, table.floor(), figure);
                    row.append(String.format(Locale.ROOT, " %.2f |", ratio));
                }
            }
        }
        return row.append('\n').toString();
    }

    /** Bytes are not, for the floors allocate nothing; nor changes, of which a fixed mode has none. */
    private static boolean compared(String figure) {
        return !figure.equals(JmhMeasure.BYTES) && !figure.equals(ShapeMeasure.CHANGES);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.1f", value);
    }
}
