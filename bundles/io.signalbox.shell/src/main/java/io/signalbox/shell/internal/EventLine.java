package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** One event in one line: when, what, about whom, and what it says. */
final class EventLine {
    private static final int LONGEST = 300;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private EventLine() {}

    static String of(DomainEvent event) {
        StringBuilder line =
                new StringBuilder(TIME.format(event.occurredAt())).append(' ').append(event.eventType());
        if (!event.orderingKey().isEmpty()) {
            line.append(" [").append(event.orderingKey()).append(']');
        }
        Map<String, Object> properties = event.eventProperties();
        if (properties.isEmpty()) {
            line.append(' ').append(event);
        } else {
            new TreeMap<>(properties)
                    .forEach((key, value) ->
                            line.append(' ').append(key).append('=').append(value));
        }
        return printable(line);
    }

    /** Guests choose some of these words: what could steer a terminal becomes a dot. */
    private static String printable(StringBuilder line) {
        if (line.length() > LONGEST) {
            line.setLength(LONGEST);
            line.append("...");
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '.');
            }
        }
        return line.toString();
    }
}
