package io.signalbox.shell.internal;

import io.signalbox.api.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Dead letters as an operator reads them. */
final class DeadLetterText {
    private static final int MOST_ROWS = 100;
    private static final int LONGEST_CAUSE = 100;
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST_LINE = 300;

    private DeadLetterText() {}

    /** A table of the latest of them, newest last. */
    static String list(List<DeadLetter> letters, int known, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(letters.size() + " of " + known + " dead letters");
        int hidden = Math.max(0, letters.size() - MOST_ROWS);
        if (hidden > 0) {
            lines.add("... the latest " + MOST_ROWS + "; choose others by " + DeadLetterChoice.USAGE);
        }
        if (!letters.isEmpty()) {
            Table table = new Table("ID", "SUBSCRIPTION", "TYPE", "KEY", "ATTEMPTS", "AGE", "CAUSE");
            for (DeadLetter letter : letters.subList(hidden, letters.size())) {
                table.row(
                        letter.id(),
                        letter.subscription(),
                        PlainText.line(letter.event().eventType(), LONGEST_CAUSE),
                        PlainText.line(letter.event().orderingKey(), LONGEST_KEY),
                        letter.attempts(),
                        PlainText.age(Duration.between(letter.parkedAt(), now)),
                        PlainText.line(letter.cause(), LONGEST_CAUSE));
            }
            lines.addAll(table.lines());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** All there is to know of one. */
    static String whole(DeadLetter letter, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("dead letter " + letter.id() + " of " + letter.subscription());
        field(
                lines,
                "type",
                letter.event().eventType() + " version " + letter.event().version());
        field(lines, "key", letter.event().orderingKey());
        field(lines, "event", letter.event().toString());
        new TreeMap<>(letter.headers()).forEach((name, value) -> field(lines, "header", name + "=" + value));
        field(lines, "attempts", String.valueOf(letter.attempts()));
        field(lines, "failed", letter.firstFailure() + " first");
        field(
                lines,
                "parked",
                letter.parkedAt() + ", " + PlainText.age(Duration.between(letter.parkedAt(), now)) + " ago");
        letter.history().forEach(each -> field(lines, "try", each.at() + " " + each.cause()));
        field(lines, "cause", letter.cause());
        letter.stack()
                .lines()
                .forEach(line -> lines.add("  " + PlainText.line(line.replace("\t", "  "), LONGEST_LINE)));
        return String.join(System.lineSeparator(), lines);
    }

    private static void field(List<String> lines, String name, String value) {
        lines.add("  " + name + " ".repeat(10 - name.length()) + PlainText.line(value, LONGEST_LINE));
    }
}
