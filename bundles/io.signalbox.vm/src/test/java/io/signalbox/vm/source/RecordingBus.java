package io.signalbox.vm.source;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.DrainReport;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventBusStats;
import io.signalbox.api.EventPublisher;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.PublishOptions;
import io.signalbox.api.Receipt;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.vm.host.HostEvent;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Keeps what is published; hangs or fails when told to. */
public final class RecordingBus implements UnifiedEventBus {
    private final BlockingQueue<HostEvent> events = new LinkedBlockingQueue<>();
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private final Semaphore blocked = new Semaphore(0);
    private volatile RuntimeException failure;

    /** The next publish hangs, until {@link #release()}. */
    public void block() {
        gate.drainPermits();
    }

    public void release() {
        gate.release(Integer.MAX_VALUE / 4);
    }

    public void awaitBlocked() throws InterruptedException {
        if (!blocked.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was published within 10 s");
        }
    }

    /** Each publish throws this, after recording; null ends it. */
    public void fail(RuntimeException thrown) {
        failure = thrown;
    }

    /** The next event, waited for. */
    public HostEvent next() throws InterruptedException {
        HostEvent next = events.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no further event within 20 s");
        }
        return next;
    }

    /** The events that nobody asked for yet. */
    public int waiting() {
        return events.size();
    }

    @Override
    public Receipt publish(DomainEvent event) {
        if (!gate.tryAcquire()) {
            blocked.release();
            gate.acquireUninterruptibly();
        }
        RuntimeException thrown = failure;
        events.add((HostEvent) event);
        if (thrown != null) {
            throw thrown;
        }
        return Receipt.NO_SUBSCRIBERS;
    }

    @Override
    public Receipt publish(DomainEvent event, PublishOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<DomainEvent> request(DomainEvent event, PublishOptions options, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Receipt> publishAsync(DomainEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventPublisher publisher(String eventType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventSubscriptionId subscribe(String eventType, EnhancedEventHandler handler, SubscriptionOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unsubscribe(EventSubscriptionId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventBusStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start() {}

    @Override
    public DrainReport stop() {
        throw new UnsupportedOperationException();
    }
}
