package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.config.EventBusConfig;
import io.signalbox.processor.sync.internal.StressSync;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A publish that races with the end of a subscription: once the end has returned, the handler is not called. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "called before the end")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "not called at all")
@Outcome(expect = Expect.FORBIDDEN, desc = "called after unsubscribe had returned")
@State
public class UnsubscribeIsFinal implements EnhancedEventHandler {
    private static final SubscriptionOptions SYNC =
            SubscriptionOptions.builder().mode(ProcessingMode.SYNC).build();
    private static final AtomicLong TYPES = new AtomicLong();
    private static final EventBusCore BUS = running();

    private final Ended event = new Ended("stress." + TYPES.getAndIncrement());
    private final EventSubscriptionId id = BUS.subscribe(event.eventType(), this, SYNC);
    private volatile boolean ended;
    private volatile boolean called;
    private volatile boolean calledAfterwards;

    private record Ended(String eventType) implements DomainEvent {
        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    private static EventBusCore running() {
        EventBusCore bus = new EventBusCore(EventBusConfig.builder().build());
        bus.addProcessor(StressSync.processor(), 0, "sync");
        bus.start();
        return bus;
    }

    @Override
    public void handle(DomainEvent published) {
        calledAfterwards |= ended;
        called = true;
    }

    @Actor
    public void publisher() {
        BUS.publish(event);
    }

    @Actor
    public void ender() {
        BUS.unsubscribe(id);
        ended = true;
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = called;
        result.r2 = calledAfterwards;
    }
}
