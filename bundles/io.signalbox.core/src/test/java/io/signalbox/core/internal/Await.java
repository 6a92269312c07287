package io.signalbox.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread brings about. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        assertThat(Quiescence.await(condition, LIMIT.toNanos()))
                .describedAs(what)
                .isTrue();
    }
}
