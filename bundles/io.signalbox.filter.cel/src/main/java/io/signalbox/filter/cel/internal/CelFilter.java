package io.signalbox.filter.cel.internal;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CEL expression, ready to be asked. One that asks for a property that the event does not have is not true; whatever
 * else goes wrong, such as comparing a text with a number, is thrown and fails the delivery.
 */
final class CelFilter implements EventFilter {
    private final String text;
    private final CelRuntime.Program program;
    private final CelReads read;

    CelFilter(String text, CelRuntime.Program program, CelReads read) {
        this.text = text;
        this.program = program;
        this.read = read;
    }

    @Override
    public boolean matches(DomainEvent event) {
        try {
            return (Boolean) program.eval(name -> Optional.ofNullable(variable(name, event)));
        } catch (CelEvaluationException e) {
            if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
                return false;
            }
            throw new IllegalStateException("cel: " + e.getMessage() + " in '" + text + "'", e);
        }
    }

    private static Object variable(String name, DomainEvent event) {
        return switch (name) {
            case CelLanguage.TYPE -> event.eventType();
            case CelLanguage.KEY -> event.orderingKey();
            case CelLanguage.VERSION -> (long) event.version();
            case CelLanguage.PROPERTIES -> new CelProperties(event.eventProperties());
            default -> null;
        };
    }

    @Override
    public Set<String> reads() {
        return read.names();
    }

    @Override
    public Map<String, Object> requires() {
        return read.required();
    }
}
