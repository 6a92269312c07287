package io.signalbox.shell.internal;

import io.signalbox.api.EventPattern;

/**
 * What {@code bus:tail} is to show.
 *
 * @param pattern which event types
 * @param count how many events, then it ends
 */
record TailRequest(EventPattern pattern, long count) {
    private static final String USAGE = "usage: bus:tail [-n COUNT] [TYPE], as in bus:tail -n 5 vm.*";

    /** @throws IllegalArgumentException if the arguments are not those of the usage */
    static TailRequest parse(String... arguments) {
        EventPattern pattern = null;
        long count = Long.MAX_VALUE;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("-n")) {
                count = count(++i < arguments.length ? arguments[i] : "");
            } else if (pattern == null && !arguments[i].startsWith("-")) {
                pattern = new EventPattern(arguments[i]);
            } else {
                throw new IllegalArgumentException("'" + arguments[i] + "' is not understood; " + USAGE);
            }
        }
        return new TailRequest(pattern == null ? new EventPattern("*") : pattern, count);
    }

    private static long count(String text) {
        try {
            long count = Long.parseLong(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that is too small
        }
        throw new IllegalArgumentException("-n must be 1 or more events, was '" + text + "'; " + USAGE);
    }
}
