package io.signalbox.bench.candidate;

/** A bus, or a floor, that calls its handlers on the publishing thread. */
public interface SyncBus extends AutoCloseable {

    void publish(BenchEvent event);

    /** Publishes an event of one of the other types. */
    default void publishOther(BenchEvent event) {
        publish(event);
    }

    /** Registers {@code handler} for one type and returns what {@link #unsubscribe} takes. */
    Object subscribe(String eventType, Sink handler);

    void unsubscribe(Object subscription);

    /** Registers one handler for each of {@code count} other types. */
    default void subscribeOthers(int count) {
        for (int i = 0; i < count; i++) {
            subscribe(BenchEvent.other(i), Sink.of(i));
        }
    }

    @Override
    default void close() {}
}
