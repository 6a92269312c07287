package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code sample:1/10}: of the events that it is asked about the first and then every tenth. {@code sample:key 1/10}: all
 * events of one ordering key in ten, always the same keys, on every host.
 */
final class SampleLanguage implements FilterLanguage {
    private static final Pattern FORM = Pattern.compile("\\s*(key\\s+)?1\\s*/\\s*([1-9][0-9]{0,8})\\s*");

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public EventFilter compile(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Malformed.expected(name(), text, 0, "1/N or 'key 1/N' with N from 1 to 999999999");
        }
        int every = Integer.parseInt(form.group(2));
        return form.group(1) == null ? byCount(every) : byKey(every);
    }

    private static EventFilter byCount(int every) {
        AtomicLong asked = new AtomicLong();
        return event -> Long.remainderUnsigned(asked.getAndIncrement(), every) == 0;
    }

    private static EventFilter byKey(int every) {
        return event -> Integer.remainderUnsigned(spread(event.orderingKey().hashCode()), every) == 0;
    }

    /** The last mixing step of MurmurHash3 (Austin Appleby, public domain): keys that differ little fall far apart. */
    private static int spread(int hash) {
        int mixed = hash;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
