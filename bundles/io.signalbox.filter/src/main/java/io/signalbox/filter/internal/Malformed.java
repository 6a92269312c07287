package io.signalbox.filter.internal;

/** Says where a filter's text goes wrong and what was expected there. */
final class Malformed {
    private static final int LONGEST_SHOWN = 80;

    private Malformed() {}

    /** @param at counted from 0; told counted from 1 */
    static IllegalArgumentException expected(String language, String text, int at, String what) {
        String found = at < text.length() ? "found '" + shown(text.substring(at)) + "'" : "the text ends";
        return new IllegalArgumentException(
                language + ": expected " + what + " at character " + (at + 1) + " of '" + shown(text) + "', " + found);
    }

    private static String shown(String text) {
        String start = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
