package io.signalbox.source.jfr.internal;

import io.signalbox.api.UnifiedEventBus;
import io.signalbox.vm.host.VmRef;
import io.signalbox.vm.source.EventFeed;
import io.signalbox.vm.source.FeedCounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells the bus what the flight recorder of this very JVM records.
 *
 * <p>Two threads: the recorder's reads, and the feed's publishes; between them is the feed's bounded queue. What the
 * recorder itself reports as lost is a gap of one, since it knows only how many bytes it lost.
 */
final class JfrSource implements AutoCloseable {
    private final EventFeed feed;
    private final Consumer<String> warnings;
    private JfrSettings settings; // guarded by this
    private Recorder recorder; // guarded by this; null if this JVM has none

    /** @param warnings is told what the operator should know, a line each */
    JfrSource(UnifiedEventBus bus, String host, JfrSettings settings, Consumer<String> warnings) {
        this.settings = settings;
        this.warnings = warnings;
        feed = new EventFeed(
                bus,
                thisJvm(host),
                "signalbox-jfr-publisher",
                settings.queueCapacity(),
                Duration.ofSeconds(2),
                e -> warnings.accept("an event of the JVM was not published: " + e));
        recorder = record();
    }

    /** Goes on with other settings; events of the second or two that the recorder needs to start anew are not seen. */
    synchronized void change(JfrSettings next) {
        JfrSettings last = settings;
        settings = next;
        feed.setCapacity(next.queueCapacity());
        if (recorder != null && next.recordsOtherThan(last)) {
            recorder.close();
            recorder = record();
        }
    }

    FeedCounts counts() {
        return feed.counts();
    }

    /** Stops the recorder, then publishes what is queued, 2 seconds at most. */
    @Override
    public synchronized void close() {
        if (recorder != null) {
            recorder.close();
        }
        feed.close();
    }

    private Recorder record() {
        try {
            Recorder started =
                    new Recorder(settings, feed, e -> warnings.accept("the flight recorder of this JVM failed: " + e));
            started.start();
            return started;
        } catch (NoClassDefFoundError e) {
            warnings.accept("this JVM has no flight recorder (module jdk.jfr): its own events are not told");
            return null;
        }
    }

    private static VmRef thisJvm(String host) {
        ProcessHandle process = ProcessHandle.current();
        String since = process.info().startInstant().map(Object::toString).orElse("");
        byte[] identity = (host + "/" + process.pid() + "/" + since).getBytes(StandardCharsets.UTF_8);
        return new VmRef(host, UUID.nameUUIDFromBytes(identity), "jvm-" + process.pid(), 1);
    }
}
