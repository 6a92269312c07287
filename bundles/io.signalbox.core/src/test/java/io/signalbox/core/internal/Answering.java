package io.signalbox.core.internal;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/** Answers what it is given, after it has failed as often as told, and notes whether the answer counted and which context it had. */
final class Answering implements ContextAwareHandler {
    final DomainEvent answer;
    final List<Boolean> counted = new ArrayList<>();
    DeliveryContext last;
    private int failures; // one call at a time

    Answering(DomainEvent answer) {
        this(answer, 0);
    }

    Answering(DomainEvent answer, int failures) {
        this.answer = answer;
        this.failures = failures;
    }

    @Override
    public void handle(DomainEvent event, DeliveryContext context) {
        if (failures-- > 0) {
            throw new IllegalStateException("not yet");
        }
        last = context;
        counted.add(context.reply(answer));
    }
}
