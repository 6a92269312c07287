package io.signalbox.retry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.FailedAttempt;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.RetryPolicyContract;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredPolicyTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // as nanoTime may be, about to wrap

    private ConfiguredPolicy policy(PolicySettings settings) {
        return new ConfiguredPolicy(settings, () -> 0.5, nanos::get); // 0.5: no jitter
    }

    private abstract static class Ready extends RetryPolicyContract {
        private final Kind kind;
        private final Duration longest;

        Ready(Kind kind, Duration longest) {
            this.kind = kind;
            this.longest = longest;
        }

        @Override
        protected RetryPolicy create() {
            return new ConfiguredPolicy(kind.defaults(), Math::random, () -> 0);
        }

        @Override
        protected Duration longestDelay() {
            return longest;
        }

        @Override
        protected int mostAttempts() {
            return kind.defaults().maxAttempts();
        }

        /** A failure of one subscription. */
        static FailedAttempt failed(int attempt) {
            return failure("s", attempt, new IOException("no"));
        }
    }

    @Nested
    class Fixed extends Ready {
        Fixed() {
            super(Kind.FIXED, Duration.ofSeconds(1));
        }
    }

    @Nested
    class Exponential extends Ready {
        Exponential() {
            super(Kind.EXPONENTIAL, Duration.ofSeconds(6));
        }
    }

    @Nested
    class Breaking extends Ready {
        Breaking() {
            super(Kind.CIRCUIT_BREAKER, Duration.ofSeconds(30));
        }
    }

    @Nested
    class WithoutEnd extends Ready {
        WithoutEnd() {
            super(Kind.EXPONENTIAL, Duration.ofDays(2));
        }

        @Override
        protected RetryPolicy create() {
            Duration day = Duration.ofDays(1);
            return new ConfiguredPolicy(
                    Kind.EXPONENTIAL.defaults().withMaxAttempts(0).with(new Backoff(Duration.ofMillis(1), day, 100, 1)),
                    Math::random,
                    () -> 0);
        }

        @Override
        protected int mostAttempts() {
            return 0;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "6, 3200", "7, 5000", "2000, 5000", "2147483647, 5000"})
    void eachWaitIsTwiceAsLongUpToTheCap(int attempt, long millis) {
        ConfiguredPolicy policy = policy(Kind.EXPONENTIAL.defaults().withMaxAttempts(0));

        assertThat(policy.nextDelay(Ready.failed(attempt))).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 80", "0.25, 90", "0.5, 100", "0.75, 110"})
    void jitterVariesAWaitByItsShare(double random, long millis) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 2, 0.2);

        assertThat(backoff.after(1, random).toMillis()).isEqualTo(millis);
    }

    @Test
    void noWaitStaysNoWait() {
        Backoff backoff = new Backoff(Duration.ZERO, Duration.ofSeconds(5), 100, 1);

        assertThat(backoff.after(Integer.MAX_VALUE, 0.9)).isZero();
    }

    private static PolicySettings on(List<String> retryOn, List<String> giveUpOn) {
        PolicySettings byDefault = Kind.FIXED.defaults();
        return new PolicySettings(
                "n", Kind.FIXED, 4, byDefault.backoff(), Duration.ZERO, retryOn, giveUpOn, 5, byDefault.open());
    }

    @ParameterizedTest
    @CsvSource({
        "java.io.IOException, x, true",
        "java.io.FileNotFoundException, x, true",
        "java.io.Serializable, x, true",
        "java.lang.Exception, java.io.IOException, false",
        "java.lang.RuntimeException, x, false",
        "IOException, x, false",
    })
    void aFailureIsTriedAgainByItsClassSuperclassesAndInterfaces(String retryOn, String giveUpOn, boolean tried) {
        Throwable cause = new FileNotFoundException("no");
        assertThat(cause).isInstanceOf(Serializable.class);

        Optional<Duration> delay = policy(on(List.of(retryOn), List.of(giveUpOn)))
                .nextDelay(new FailedAttempt(Ready.failed(1).event(), "s", 1, Duration.ZERO, cause));

        assertThat(delay.isPresent()).isEqualTo(tried);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "8999, true", "9000, true", "9001, false", "20000, false", "9223372036854775, false"})
    void noTryBeginsAfterTheTimeLimit(long elapsedMillis, boolean tried) {
        PolicySettings byDefault = Kind.FIXED.defaults();
        PolicySettings limited = new PolicySettings(
                "n",
                Kind.FIXED,
                0,
                byDefault.backoff(),
                Duration.ofSeconds(10),
                List.of(),
                List.of(),
                5,
                byDefault.open());
        FailedAttempt first = Ready.failed(1);

        Optional<Duration> delay = policy(limited)
                .nextDelay(new FailedAttempt(first.event(), "s", 9, Duration.ofMillis(elapsedMillis), first.cause()));

        assertThat(delay.isPresent()).isEqualTo(tried);
    }

    @Test
    void aCircuitOpensAfterItsFailuresAndClosesWithTheProbesSuccess() {
        // given
        ConfiguredPolicy policy = policy(Kind.CIRCUIT_BREAKER.defaults().withMaxAttempts(0));
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(policy.nextDelay(Ready.failed(attempt)).orElseThrow()).isLessThan(Duration.ofSeconds(2));
            assertThat(policy.holdsSubscription(Ready.failed(attempt))).isFalse();
        }

        // when
        assertThat(policy.nextDelay(Ready.failed(5))).contains(Duration.ofSeconds(30));

        // then
        assertThat(policy.holdsSubscription(Ready.failed(5))).isTrue();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(policy.nextDelay(Ready.failed(1))).contains(Duration.ofSeconds(20)); // one that was under way
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(policy.holdsSubscription(Ready.failed(5))).isFalse();
        assertThat(policy.nextDelay(Ready.failed(6))).contains(Duration.ofSeconds(30)); // the probe
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        policy.succeeded("s");
        assertThat(policy.nextDelay(Ready.failed(1))).contains(Duration.ofMillis(100));
    }

    @Test
    void eachSubscriptionHasACircuitOfItsOwn() {
        ConfiguredPolicy policy = policy(Kind.CIRCUIT_BREAKER.defaults().withMaxAttempts(0));
        for (int attempt = 1; attempt <= 5; attempt++) {
            policy.nextDelay(Ready.failed(attempt));
        }
        FailedAttempt first = Ready.failed(1);
        FailedAttempt other = new FailedAttempt(first.event(), "other", 1, Duration.ZERO, first.cause());

        assertThat(policy.nextDelay(other)).contains(Duration.ofMillis(100));
        assertThat(policy.holdsSubscription(other)).isFalse();
    }

    @Test
    void aSuccessThatBeganBeforeTheCircuitOpenedDoesNotCloseIt() {
        CircuitBreaker breaker = new CircuitBreaker(nanos::get);
        breaker.failed("s", 1, 100);

        breaker.succeeded("s");

        assertThat(breaker.leftOpen("s")).isEqualTo(100);
    }

    @Test
    void soManyCircuitsAreRememberedAndNoMore() {
        CircuitBreaker breaker = new CircuitBreaker(nanos::get);

        for (int i = 0; i < 3 * CircuitBreaker.MOST; i++) {
            breaker.failed("s" + i, 1, 100);
        }

        assertThat(breaker.size()).isEqualTo(CircuitBreaker.MOST);
        assertThat(breaker.leftOpen("s0")).isZero();
        assertThat(breaker.leftOpen("s" + (3 * CircuitBreaker.MOST - 1))).isEqualTo(100);
    }

    @Test
    void changedSettingsActOnTheNextFailureAndCircuitsStay() {
        ConfiguredPolicy policy = policy(Kind.CIRCUIT_BREAKER.defaults());
        for (int attempt = 1; attempt <= 5; attempt++) {
            policy.nextDelay(Ready.failed(attempt));
        }

        policy.change(Kind.CIRCUIT_BREAKER.defaults().withMaxAttempts(7));

        assertThat(policy.holdsSubscription(Ready.failed(5))).isTrue();
        assertThat(policy.nextDelay(Ready.failed(6))).contains(Duration.ofSeconds(30));
        assertThat(policy.nextDelay(Ready.failed(7))).isEmpty();
    }
}
