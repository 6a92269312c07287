package io.signalbox.filter.cel.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;

/** Lets benchmarks reach CEL, which nobody else should. */
public final class BenchCel {
    private BenchCel() {}

    /** A filter of the CEL language. */
    public static EventFilter cel(String text, FilterCache cache) {
        return new CelLanguage(cache).compile(text);
    }
}
