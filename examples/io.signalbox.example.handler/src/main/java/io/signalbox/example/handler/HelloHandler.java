package io.signalbox.example.handler;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.ProcessingMode;
import org.osgi.service.component.annotations.Component;

/** Says hello to every VM event. */
@Component
@EventSubscription(
        types = {"vm.*", "jvm.*"},
        name = "hello",
        mode = ProcessingMode.ASYNC)
public final class HelloHandler implements EnhancedEventHandler {
    private long count;

    @Override
    public void handle(DomainEvent event) {
        System.out.println("hello " + ++count + ": " + event.eventType() + " " + event.eventProperties());
    }
}
