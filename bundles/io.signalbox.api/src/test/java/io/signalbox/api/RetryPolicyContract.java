package io.signalbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RetryPolicy} keeps. A policy joins by a subclass that makes one. */
public abstract class RetryPolicyContract {
    private static final DomainEvent EVENT = new DomainEvent() {
        @Override
        public String eventType() {
            return "contract.failed";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    };

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    protected RetryPolicy policy;

    /** A new policy. */
    protected abstract RetryPolicy create();

    /** The longest delay that it may ask for. */
    protected abstract Duration longestDelay();

    /** After how many failed tries of one event it gives up; 0 if it never does. */
    protected abstract int mostAttempts();

    @BeforeEach
    void createPolicy() {
        policy = create();
    }

    /** A failure as the bus reports it. */
    protected static FailedAttempt failure(String subscription, int attempt, Throwable cause) {
        return new FailedAttempt(EVENT, subscription, attempt, Duration.ZERO, cause);
    }

    @Test
    void everyDelayIsWithinItsBoundsHoweverManyTriesFailed() {
        for (int i = 0; i < 10_000; i++) {
            int attempt = 1 + (random.nextInt(Integer.MAX_VALUE) >>> random.nextInt(31));
            Optional<Duration> delay = policy.nextDelay(failure("s" + i, attempt, new IOException("no")));

            assertThat(delay.orElse(Duration.ZERO))
                    .describedAs("-Dseed=%d: attempt %d", seed, attempt)
                    .isBetween(Duration.ZERO, longestDelay());
        }
        policy.nextDelay(failure("last", Integer.MAX_VALUE, new IOException("no")));
    }

    @Test
    void givesUpAfterAsManyTriesAsItSays() {
        int most = mostAttempts();
        for (int attempt : new int[] {1, 2, 3, 4, 5, 9, 10, 100, 1_000_000, Integer.MAX_VALUE}) {
            boolean tries = policy.nextDelay(failure("s" + attempt, attempt, new IOException("no")))
                    .isPresent();

            assertThat(tries).describedAs("attempt %d", attempt).isEqualTo(most == 0 || attempt < most);
        }
    }

    @Test
    void takesWhateverAHandlerCanThrow() {
        for (Throwable cause : List.of(new IOException(), new OutOfMemoryError(), new StackOverflowError("deep"))) {
            assertThat(policy.nextDelay(failure("s", 1, cause))).isNotNull();
        }
    }

    @Test
    void holdsNobodyWhoHasNotFailed() {
        assertThat(policy.holdsSubscription(failure("fresh", 1, new IOException())))
                .isFalse();
    }

    @Test
    void aSuccessOfWhomItDoesNotKnowIsNothing() {
        policy.succeeded("nobody");
        policy.succeeded("");
    }

    @Test
    void severalThreadsMayAskIt() {
        boolean right = IntStream.range(0, 10_000).parallel().allMatch(i -> {
            String subscription = "s" + i % 7;
            Optional<Duration> delay = policy.nextDelay(failure(subscription, 1 + i % 3, new IOException()));
            policy.holdsSubscription(failure(subscription, 1, new IOException()));
            policy.succeeded(subscription);
            return delay.isEmpty() || delay.get().compareTo(longestDelay()) <= 0;
        });

        assertThat(right).isTrue();
    }
}
