package io.signalbox.core.internal;

import io.signalbox.api.BatchFailedException;
import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventFilter;
import io.signalbox.api.EventPriority;
import io.signalbox.api.EventVersionException;
import io.signalbox.api.FailedAttempt;
import io.signalbox.api.Gap;
import io.signalbox.api.RetryPolicy;
import io.signalbox.api.spi.EventVersionMigrator;
import io.signalbox.api.spi.FilterLanguage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that calls handlers, filters, retry policies and migrators. Whatever they throw, an {@code Error} too, becomes a
 * value here.
 */
final class HandlerGuard {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerGuard.class);

    private HandlerGuard() {}

    /** Calls a plain handler; null if it returned normally, else what it threw. */
    static Throwable handle(EnhancedEventHandler handler, DomainEvent event) {
        try {
            handler.handle(event);
            return null;
        } catch (Throwable thrown) {
            return caught(thrown);
        }
    }

    /** Whether the filter lets the event pass: null if so, else the outcome. */
    static Outcome refuses(EventFilter filter, DomainEvent event) {
        try {
            return filter == null || filter.matches(event) ? null : Outcome.FILTERED;
        } catch (Throwable thrown) {
            return new Outcome.Failed(caught(thrown), false);
        }
    }

    /** In place of what an event cannot say: no filter requires it. */
    private static final Object UNKNOWN = new Object();

    /** A property of the event, or null; something unknown if the event cannot say. */
    static Object property(DomainEvent event, String name) {
        try {
            return event.eventProperties().get(name);
        } catch (Throwable thrown) {
            LOG.debug("{} cannot say its {}", event.getClass().getName(), name, caught(thrown));
            return UNKNOWN;
        }
    }

    /** The event's ordering key; the empty one if it cannot say. */
    static String key(DomainEvent event) {
        try {
            String key = event.orderingKey();
            return key == null ? "" : key;
        } catch (Throwable thrown) {
            LOG.debug("{} cannot say its ordering key", event.getClass().getName(), caught(thrown));
            return "";
        }
    }

    /** The texts, numbers and truths that the filter requires, by property; none if it fails. */
    static Map<String, Object> requires(EventFilter filter, String subscription) {
        if (filter == null) {
            return Map.of();
        }
        try {
            Map<String, Object> required = new HashMap<>(filter.requires());
            required.values().removeIf(v -> !(v instanceof String || v instanceof Number || v instanceof Boolean));
            return required;
        } catch (Throwable thrown) {
            LOG.warn("{}: its filter cannot say what it requires", subscription, caught(thrown));
            return Map.of();
        }
    }

    /** Calls the handler in the way it wants; {@code context} tells it how the event came. */
    static Outcome deliver(EnhancedEventHandler handler, Object item, DeliveryContext context, boolean async) {
        DomainEvent event = Envelope.event(item);
        try {
            if (handler instanceof ContextAwareHandler aware) {
                aware.handle(event, context);
                return Outcome.DONE;
            }
            if (!async) {
                handler.handle(event);
                return Outcome.DONE;
            }
            CompletionStage<Void> stage = handler.handleAsync(event);
            if (stage == null) {
                throw new NullPointerException("handleAsync returned null");
            }
            return new Outcome.Pending(stage);
        } catch (Throwable thrown) {
            return new Outcome.Failed(caught(thrown));
        }
    }

    /** Calls the handler with several events; null if it returned normally, else what it threw. */
    static Throwable handleBatch(EnhancedEventHandler handler, List<DomainEvent> events) {
        try {
            handler.handleBatch(events);
            return null;
        } catch (Throwable thrown) {
            return caught(thrown);
        }
    }

    /** The same with one event. */
    static Outcome deliverBatch(EnhancedEventHandler handler, DomainEvent event) {
        Throwable thrown = handleBatch(handler, List.of(event));
        if (thrown == null
                || thrown instanceof BatchFailedException partly
                        && !partly.failed().contains(event)) {
            return Outcome.DONE;
        }
        return new Outcome.Failed(batchCause(thrown));
    }

    /** Why events of a batch failed: what the exception that names them was caused by, if anything. */
    static Throwable batchCause(Throwable thrown) {
        return thrown instanceof BatchFailedException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** Tells {@code then} how the stage ended; also if the stage itself is broken. */
    static void whenComplete(CompletionStage<Void> stage, Consumer<Outcome> then) {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<Throwable> once = thrown -> {
            if (told.compareAndSet(false, true)) {
                then.accept(thrown == null ? Outcome.DONE : new Outcome.Failed(thrown));
            }
        };
        try {
            stage.whenComplete((done, thrown) -> once.accept(thrown));
        } catch (Throwable thrown) {
            once.accept(caught(thrown));
        }
    }

    /** Tells the handler of lost events; a failure is logged, for there is nothing to try again. */
    static void missed(EnhancedEventHandler handler, Gap gap) {
        try {
            handler.missed(gap);
        } catch (Throwable thrown) {
            LOG.warn("{}: missed({}) failed", gap.subscription(), gap, caught(thrown));
        }
    }

    /** When to try again; empty if the policy gives up, or fails itself. */
    static Optional<Duration> nextDelay(RetryPolicy policy, FailedAttempt failure) {
        try {
            return policy.nextDelay(failure);
        } catch (Throwable thrown) {
            LOG.warn("{}: its retry policy failed, so the event is parked", failure.subscription(), caught(thrown));
            return Optional.empty();
        }
    }

    /** Whether the policy wants nothing else to be delivered either until the next try; false if it fails. */
    static boolean holdsSubscription(RetryPolicy policy, FailedAttempt failure) {
        try {
            return policy.holdsSubscription(failure);
        } catch (Throwable thrown) {
            LOG.warn("{}: its retry policy failed", failure.subscription(), caught(thrown));
            return false;
        }
    }

    /** Tells the policy of a success after failures. */
    static void succeeded(RetryPolicy policy, String subscription) {
        try {
            policy.succeeded(subscription);
        } catch (Throwable thrown) {
            LOG.warn("{}: its retry policy failed", subscription, caught(thrown));
        }
    }

    /** @throws IllegalArgumentException if the language refuses the text, or fails */
    static EventFilter compile(FilterLanguage language, String text) {
        try {
            return Objects.requireNonNull(language.compile(text), "no filter");
        } catch (IllegalArgumentException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw new IllegalArgumentException(
                    "filter language '" + language.name() + "' failed: " + caught(thrown), thrown);
        }
    }

    /**
     * Lifts an event by one version.
     *
     * @throws EventVersionException if the migrator fails, or makes anything but the next version of the type
     */
    static DomainEvent migrate(EventVersionMigrator step, String eventType, int from, DomainEvent event)
            throws EventVersionException {
        String fault;
        Throwable cause = null;
        try {
            DomainEvent lifted = step.migrate(event);
            if (lifted == null) {
                fault = "returned null";
            } else if (!eventType.equals(lifted.eventType())) {
                fault = "made a " + lifted.eventType();
            } else if (lifted.version() != from + 1) {
                fault = "made version " + lifted.version();
            } else {
                return lifted;
            }
        } catch (Throwable thrown) {
            cause = caught(thrown);
            fault = "failed: " + cause.getClass().getName();
        }
        throw new EventVersionException(
                eventType + " version " + from + " cannot be lifted to version " + (from + 1) + ": its migrator "
                        + step.getClass().getName() + " " + fault,
                cause);
    }

    /** The event's id; empty if it has none, or cannot say. */
    static String id(DomainEvent event) {
        try {
            String id = event.eventId();
            return id == null ? "" : id;
        } catch (Throwable thrown) {
            return ""; // an id is optional, and whoever handles the event is told by the event itself
        }
    }

    /** The lane that the event asks for; NORMAL if it cannot say. */
    static EventPriority lane(DomainEvent event) {
        try {
            EventPriority lane = event.eventPriority();
            return lane == null ? EventPriority.NORMAL : lane;
        } catch (Throwable thrown) {
            return EventPriority.NORMAL; // a lane is a wish, and the event is to be delivered all the same
        }
    }

    private static Throwable caught(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return thrown;
    }
}
