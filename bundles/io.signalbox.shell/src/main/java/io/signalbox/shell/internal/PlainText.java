package io.signalbox.shell.internal;

import java.time.Duration;

/** Text that others chose, made fit for a terminal. */
final class PlainText {
    private PlainText() {}

    /** One line of it, cut after {@code longest} characters: what could steer a terminal becomes a dot. */
    static String line(CharSequence text, int longest) {
        StringBuilder line = new StringBuilder(text);
        if (line.length() > longest) {
            line.setLength(longest);
            line.append("...");
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '.');
            }
        }
        return line.toString();
    }

    /** A time that has passed, in its two largest units: {@code 3m12s}. */
    static String age(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m" + seconds % 60 + "s";
        }
        return seconds < 86_400
                ? seconds / 3_600 + "h" + seconds / 60 % 60 + "m"
                : seconds / 86_400 + "d" + seconds / 3_600 % 24 + "h";
    }
}
