package io.signalbox.process;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A picture of the bus, as the guest bundle prints it. */
record Stats(Map<String, Long> values) {
    private static final String START = "stats ";

    static boolean tells(String line) {
        return line.startsWith(START);
    }

    static Stats of(String line) {
        return new Stats(Arrays.stream(line.substring(START.length()).split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1]))));
    }

    long get(String name) {
        return values.get(name);
    }

    /** Whether every delivery that was asked for has one fate. */
    boolean balances() {
        return get("offered") == get("delivered") + get("filtered") + get("parked") + get("dropped") + get("queued");
    }
}
