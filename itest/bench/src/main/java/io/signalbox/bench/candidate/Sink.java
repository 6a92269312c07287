package io.signalbox.bench.candidate;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.Subscribe;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

/**
 * A handler that every candidate can call and that consumes into a field of its own. There are four classes of them,
 * so that no call site sees one class only.
 */
@Listener(references = References.Strong)
public sealed class Sink implements EnhancedEventHandler, EventHandler
        permits Sink.Adding, Sink.Mixing, Sink.Taking, Progress, Lateness {

    /** The property of an OSGi event that holds the bench event. */
    static final String PAYLOAD = "payload";

    /** What was consumed; read by nobody, written so that the call is not in vain. */
    protected long seen;

    /** The sink number {@code i}: its class goes round. */
    public static Sink of(int i) {
        return switch (i & 3) {
            case 0 -> new Sink();
            case 1 -> new Adding();
            case 2 -> new Mixing();
            default -> new Taking();
        };
    }

    @Override
    @Subscribe
    @AllowConcurrentEvents
    @Handler
    public void handle(DomainEvent event) {
        seen++;
    }

    @Override
    public final void handleEvent(Event event) {
        handle((DomainEvent) event.getProperty(PAYLOAD));
    }

    static final class Adding extends Sink {
        @Override
        @Subscribe
        @AllowConcurrentEvents
        @Handler
        public void handle(DomainEvent event) {
            seen += event.version();
        }
    }

    static final class Mixing extends Sink {
        @Override
        @Subscribe
        @AllowConcurrentEvents
        @Handler
        public void handle(DomainEvent event) {
            seen ^= ((BenchEvent) event).producer();
        }
    }

    static final class Taking extends Sink {
        @Override
        @Subscribe
        @AllowConcurrentEvents
        @Handler
        public void handle(DomainEvent event) {
            seen -= ((BenchEvent) event).dueNanos();
        }
    }
}
