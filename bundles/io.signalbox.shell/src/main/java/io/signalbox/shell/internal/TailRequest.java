package io.signalbox.shell.internal;

import io.signalbox.api.EventPattern;

/**
 * What {@code bus:tail} is to show.
 *
 * @param pattern which event types
 * @param count how many events, then it ends
 */
record TailRequest(EventPattern pattern, long count) {
    private static final String USAGE = "usage: bus:tail [-n COUNT] [TYPE], as in bus:tail -n 5 vm.";

    /**
     * A type that ends in a separator means all below it: {@code vm.} is {@code vm.*}, whose star the shell would take for
     * a file's name.
     *
     * @throws IllegalArgumentException if the arguments are not those of the usage
     */
    static TailRequest parse(String... arguments) {
        EventPattern pattern = null;
        long count = Long.MAX_VALUE;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("-n")) {
                count = count(++i < arguments.length ? arguments[i] : "");
            } else if (pattern == null && !arguments[i].startsWith("-")) {
                pattern = pattern(arguments[i]);
            } else {
                throw new IllegalArgumentException("'" + arguments[i] + "' is not understood; " + USAGE);
            }
        }
        return new TailRequest(pattern == null ? new EventPattern("*") : pattern, count);
    }

    static EventPattern pattern(String type) {
        return new EventPattern(type.endsWith(".") || type.endsWith("/") ? type + "*" : type);
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
