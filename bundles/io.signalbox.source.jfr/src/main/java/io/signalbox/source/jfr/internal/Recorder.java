package io.signalbox.source.jfr.internal;

import io.signalbox.vm.host.Jvm;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.source.Draft;
import io.signalbox.vm.source.EventFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.EventSettings;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * One run of the JVM's flight recorder, on a thread of its own that brings its events to a feed. The only class that
 * needs {@code jdk.jfr} to be there.
 */
final class Recorder implements AutoCloseable {
    private final JfrSettings settings;
    private final EventFeed feed;
    private final Consumer<Throwable> failures;
    private final Thread thread;
    private RecordingStream stream; // guarded by this
    private boolean closed; // guarded by this

    /**
     * @param failures is told what ends the recording, or an event that could not be read
     * @throws NoClassDefFoundError if this JVM has no flight recorder
     */
    Recorder(JfrSettings settings, EventFeed feed, Consumer<Throwable> failures) {
        EventSettings.class.getName(); // fails here, on the caller's thread, where there is no recorder
        this.settings = settings;
        this.feed = feed;
        this.failures = failures;
        thread = new Thread(this::record, "signalbox-jfr-reader");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Stops recording and waits for the thread, 5 seconds at most. */
    @Override
    public void close() {
        RecordingStream open;
        synchronized (this) {
            closed = true;
            open = stream;
        }
        if (open != null) {
            open.close();
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record() {
        try (RecordingStream opened = new RecordingStream()) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                stream = opened;
            }
            prepare(opened);
            opened.start();
        } catch (RuntimeException | LinkageError e) {
            if (!isClosed()) {
                failures.accept(e);
            }
        }
    }

    private void prepare(RecordingStream opened) {
        opened.onError(failures);
        for (String kind : settings.kinds()) {
            enable(opened, kind);
            opened.onEvent(kind, event -> feed.offer(draft(event)));
        }
        enable(opened, Kinds.DATA_LOSS);
        opened.onEvent(Kinds.DATA_LOSS, event -> feed.report(loss(event)));
    }

    /* A kind takes the settings that it knows and ignores the others. */
    private void enable(RecordingStream opened, String kind) {
        opened.enable(kind)
                .withoutStackTrace()
                .withPeriod(settings.period())
                .withThreshold(Kinds.everyOneCounts(kind) ? Duration.ZERO : settings.threshold())
                .with("throttle", settings.allocations() + "/s");
    }

    private static Draft draft(RecordedEvent event) {
        String kind = event.getEventType().getName();
        String type = Kinds.eventType(kind);
        return new Draft(event.getEndTime(), Instant.now(), kind, FieldCopy.of(event), head -> new Jvm(head, type));
    }

    private static Draft loss(RecordedEvent event) {
        Map<String, Object> fields = FieldCopy.of(event);
        String where = "flight recorder, " + fields.getOrDefault("amount", "some") + " bytes";
        return new Draft(
                event.getEndTime(), Instant.now(), Kinds.DATA_LOSS, fields, head -> new Source.Gap(head, 1, where));
    }

    private synchronized boolean isClosed() {
        return closed;
    }
}
