package io.signalbox.retry.internal;

import io.signalbox.api.config.InstanceName;
import io.signalbox.api.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What one {@code io.signalbox.retry-NAME.cfg} is set to.
 *
 * @param name what subscriptions call it; empty if it has none
 * @param kind what it does
 * @param maxAttempts tries of one event, the first one included; 0 is no limit
 * @param backoff how long to wait between them
 * @param maxElapsed no try begins later than this after the first failure; zero is no limit
 * @param retryOn classes of failures that are tried again; none means all
 * @param giveUpOn classes of failures that are not, even if they are among the others
 * @param failures how many in a row open the circuit
 * @param open how long it stays open
 */
record PolicySettings(
        String name,
        Kind kind,
        int maxAttempts,
        Backoff backoff,
        Duration maxElapsed,
        List<String> retryOn,
        List<String> giveUpOn,
        int failures,
        Duration open) {

    static final String PID = "io.signalbox.retry";

    private static final int MOST_ATTEMPTS = 1_000_000;
    private static final int MOST_CLASSES = 100;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{0,64}");
    private static final Pattern KIND = Pattern.compile("(?i)fixed|exponential|circuit-breaker");
    private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_.$]{0,255}");

    PolicySettings with(Backoff next) {
        return new PolicySettings(name, kind, maxAttempts, next, maxElapsed, retryOn, giveUpOn, failures, open);
    }

    PolicySettings withMaxAttempts(int next) {
        return new PolicySettings(name, kind, next, backoff, maxElapsed, retryOn, giveUpOn, failures, open);
    }

    /** What its configuration is called in messages. */
    static String pid(Map<String, ?> properties) {
        String instance = InstanceName.of(PID, properties);
        return instance.isEmpty() ? String.valueOf(properties.get("service.pid")) : PID + "-" + instance;
    }

    /** The settings that {@code properties} ask for; what they have wrong stays as in {@code inForce}. */
    static PolicySettings read(Map<String, ?> properties, PolicySettings inForce, Consumer<String> refusals) {
        Settings settings = new Settings(pid(properties), properties);
        Kind kind = Kind.of(settings.text("kind", KIND, Kind.NAMES, Kind.EXPONENTIAL.text(), inForce.kind.text()));
        PolicySettings byDefault = kind.defaults();
        PolicySettings old = kind == inForce.kind ? inForce : byDefault;
        String instance = InstanceName.of(PID, properties);
        boolean breaker = kind == Kind.CIRCUIT_BREAKER;
        PolicySettings read = new PolicySettings(
                settings.text("name", NAME, "0..64 letters, digits, dots or dashes", instance, inForce.name),
                kind,
                settings.integer("max.attempts", 0, MOST_ATTEMPTS, byDefault.maxAttempts, old.maxAttempts),
                backoff(settings, kind, byDefault.backoff, old.backoff),
                settings.millis("max.elapsed.millis", 0, DAY_MILLIS, byDefault.maxElapsed, old.maxElapsed),
                classes(settings, "retry.on", inForce.retryOn),
                classes(settings, "give.up.on", inForce.giveUpOn),
                breaker
                        ? settings.integer("failures", 1, MOST_ATTEMPTS, byDefault.failures, old.failures)
                        : byDefault.failures,
                breaker ? settings.millis("open.millis", 1, DAY_MILLIS, byDefault.open, old.open) : byDefault.open);
        settings.refusals().forEach(refusals);
        return read;
    }

    private static Backoff backoff(Settings settings, Kind kind, Backoff byDefault, Backoff old) {
        Duration base = settings.millis("base.millis", 0, DAY_MILLIS, byDefault.base(), old.base());
        double jitter = settings.real("jitter", 0, 1, byDefault.jitter(), old.jitter());
        if (kind == Kind.FIXED) {
            return new Backoff(base, base, 1, jitter);
        }
        Duration cap = settings.millis("cap.millis", 0, DAY_MILLIS, byDefault.cap(), old.cap());
        double multiplier = settings.real("multiplier", 1, 100, byDefault.multiplier(), old.multiplier());
        if (base.compareTo(cap) > 0) {
            settings.refuse("base.millis", "must be 0.." + cap.toMillis() + " ms (cap.millis)", base.toMillis());
            base = old.base();
            cap = old.cap();
        }
        return new Backoff(base, cap, multiplier, jitter);
    }

    private static List<String> classes(Settings settings, String key, List<String> inForce) {
        Function<String, String> item = text -> {
            if (!CLASS.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
        return settings.list(key, item, "names of classes", MOST_CLASSES, List.of(), inForce);
    }
}
