package io.signalbox.testing;

import static io.signalbox.testing.ReceiptAssert.assertReceipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.RefusalReason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SignalboxExtension.class)
class BillingTest {
    record VmStarted(int number) implements DomainEvent {
        @Override
        public String eventType() {
            return "vm.started";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    static final class Billing implements EnhancedEventHandler {
        int billed;

        @Override
        public void handle(DomainEvent event) {
            billed++;
        }
    }

    static final Map<String, Object> PROPERTIES =
            Map.of("types", "vm.*", "name", "billing", "mode", "ASYNC", "queueCapacity", 3, "overflow", "REJECT");

    @InjectBus
    TestBus bus;

    @Test
    void aFailureIsTriedAgainAndNothingIsBilledTwice() {
        Billing billing = bus.register(new Billing(), PROPERTIES);
        bus.failNext("billing", 2);

        assertReceipt(bus.publish(new VmStarted(1))).acceptedBy("billing");
        bus.deliver(); // the first try, which fails; later ones wait for their time
        assertThat(billing.billed).isZero();

        bus.runUntilIdle();
        assertThat(billing.billed).isEqualTo(1);
        assertThat(bus.subscription("billing").retried()).isEqualTo(2);
    }

    @Test
    void anUpdateUnderLoadLosesNothing() {
        Billing old = bus.register(new Billing(), PROPERTIES);
        bus.fill("billing", VmStarted::new);
        assertReceipt(bus.publish(new VmStarted(4))).refusedBy("billing", RefusalReason.FULL);
        bus.deliverOne();

        Billing next = bus.register(new Billing(), PROPERTIES); // the same name: a hot swap
        bus.runUntilIdle();
        assertThat(old.billed).isEqualTo(1);
        assertThat(next.billed).isEqualTo(2);
    }
}
