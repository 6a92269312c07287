package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code rate:100/s}: up to a hundred events a second, and after a quiet second a hundred at once; {@code /m} a minute,
 * {@code /h} an hour. Each filter made has a bucket of its own, so each subscription has.
 */
final class RateLanguage implements FilterLanguage {
    private static final Pattern FORM = Pattern.compile("\\s*([1-9][0-9]{0,8})\\s*/\\s*([smh])\\s*");

    private final LongSupplier nanoClock;

    /** @param nanoClock as {@link System#nanoTime} */
    RateLanguage(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public EventFilter compile(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw Malformed.expected(name(), text, 0, "N/s, N/m or N/h with N from 1 to 999999999");
        }
        TimeUnit unit = switch (form.group(2)) {
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            default -> TimeUnit.HOURS;
        };
        TokenBucket bucket = new TokenBucket(Long.parseLong(form.group(1)), unit.toNanos(1), nanoClock);
        return event -> bucket.take();
    }
}
