package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One event in one line: when, which type, and what the event says of itself. */
final class EventLine {
    private static final int LONGEST = 300;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private EventLine() {}

    static String of(DomainEvent event) {
        String type = event.eventType();
        String text = event.toString();
        StringBuilder line = new StringBuilder(TIME.format(event.occurredAt())).append(' ');
        if (!text.startsWith(type)) {
            line.append(type).append(' ');
        }
        line.append(text);
        return PlainText.line(line, LONGEST); // guests choose some of these words
    }
}
