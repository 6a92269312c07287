package io.signalbox.core.internal;

import io.signalbox.api.ContextAwareHandler;
import io.signalbox.api.DeliveryContext;
import io.signalbox.api.DomainEvent;
import java.util.ArrayList;
import java.util.List;

/** Answers what it is given, and notes whether the answer counted and which context it had. */
final class Answering implements ContextAwareHandler {
    final DomainEvent answer;
    final List<Boolean> counted = new ArrayList<>();
    DeliveryContext last;

    Answering(DomainEvent answer) {
        this.answer = answer;
    }

    @Override
    public void handle(DomainEvent event, DeliveryContext context) {
        last = context;
        counted.add(context.reply(answer));
    }
}
