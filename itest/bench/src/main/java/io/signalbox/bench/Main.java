package io.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures every target of the core against its floors and peers in one run and writes the tables. */
public final class Main {

    private Main() {}

    /** Runs so many rounds of the tables whose titles contain a text and writes them to a file: file, rounds, text. */
    public static void main(String[] args) throws IOException {
        Form form = Form.ofRounds(Integer.parseInt(args[1]));
        String wanted = args.length > 2 ? args[2] : "";
        List<Table> tables = Table.all().stream()
                .filter(table ->
                        table.title().contains(wanted) && !table.candidates().isEmpty())
                .toList();
        String text = run(tables, form, "mvn verify -Pbench -DskipTests -pl itest/bench -am");
        Files.writeString(Path.of(args[0]), text);
        System.out.println(text);
    }

    /** The figures of {@code tables} as Markdown. The rounds are interleaved: noise meets every candidate alike. */
    static String run(List<Table> tables, Form form, String command) {
        StringBuilder text = new StringBuilder(Markdown.head(form, command));
        for (Table table : tables) {
            Scores scores = new Scores();
            for (int round = 1; round <= form.rounds(); round++) {
                System.out.println(table.title() + ": round " + round + " of " + form.rounds());
                measureAll(table, form, scores);
            }
            text.append(Markdown.table(table, scores));
        }
        return text.toString();
    }

    private static void measureAll(Table table, Form form, Scores scores) {
        for (Measure measure : table.measures()) {
            for (String candidate : table.candidates()) {
                scores.add(measure, candidate, measure.run(candidate, form));
            }
        }
    }
}
