package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final Claims claims = new Claims();

    @Test
    void aThingHasOneOwnerAtATime() {
        assertThat(claims.take("VM 1", "a", Duration.ZERO)).isEmpty();
        assertThat(claims.take("VM 1", "b", Duration.ZERO)).hasValue("a");
        assertThat(claims.take("VM 2", "b", Duration.ZERO)).isEmpty();
        claims.release("VM 1");
        assertThat(claims.take("VM 1", "b", Duration.ZERO)).isEmpty();
    }

    @Test
    void patienceIsRewardedOnceItIsReleased() throws Exception {
        claims.take("VM 1", "a", Duration.ZERO);
        CompletableFuture<Optional<String>> second =
                CompletableFuture.supplyAsync(() -> claims.take("VM 1", "b", Duration.ofMinutes(1)));

        claims.release("VM 1");

        assertThat(second.get(10, TimeUnit.SECONDS)).isEmpty();
    }
}
