package io.signalbox.api;

import java.util.Objects;

/**
 * Which event types a subscription wants. Types are case-sensitive; {@code .} and {@code /} separate segments.
 *
 * <ul>
 *   <li>{@code vm.started}: that type;
 *   <li>{@code vm.*}: every type that begins with {@code vm.}, at any depth, but not {@code vm};
 *   <li>{@code vm.+.started}: exactly one segment in the place of {@code +};
 *   <li>{@code *}: every type.
 * </ul>
 *
 * @param text the pattern as written
 */
public record EventPattern(String text) {

    /** The longest type or pattern that is accepted, in characters. */
    public static final int MAX_LENGTH = 1024;

    /**
     * @throws IllegalArgumentException if the text is empty or too long, or if a {@code *} is not the last character, or
     *     follows anything but a separator, or if a {@code +} is not a whole segment
     */
    public EventPattern {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("event pattern is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "event pattern must be at most " + MAX_LENGTH + " characters, was " + text.length());
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean starts = i == 0 || separates(text.charAt(i - 1));
            boolean ends = i == text.length() - 1 || separates(text.charAt(i + 1));
            if (c == '*' && i != text.length() - 1) {
                throw new IllegalArgumentException("'*' must end the event pattern: '" + text + "'");
            }
            if (c == '*' && !starts) {
                throw new IllegalArgumentException("'*' must follow '.' or '/' or stand alone: '" + text + "'");
            }
            if (c == '+' && !(starts && ends)) {
                throw new IllegalArgumentException("'+' must be a whole segment of the event pattern: '" + text + "'");
            }
        }
    }

    /** Whether the pattern is one event type and nothing else. */
    public boolean exact() {
        return text.indexOf('+') < 0 && !text.endsWith("*");
    }

    /** Whether {@code eventType} is one of those meant. */
    public boolean matches(String eventType) {
        int t = 0;
        int length = eventType.length();
        for (int p = 0; p < text.length(); p++) {
            char c = text.charAt(p);
            if (c == '*') {
                return p == 0 || t < length;
            }
            if (c == '+') {
                int from = t;
                while (t < length && !separates(eventType.charAt(t))) {
                    t++;
                }
                if (t == from) {
                    return false;
                }
            } else if (t < length && eventType.charAt(t) == c) {
                t++;
            } else {
                return false;
            }
        }
        return t == length;
    }

    private static boolean separates(char c) {
        return c == '.' || c == '/';
    }

    @Override
    public String toString() {
        return text;
    }
}
