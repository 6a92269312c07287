package io.signalbox.example.handler;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.ProcessingMode;
import org.osgi.service.component.annotations.Component;

/** Says hello to VM events, to at most one a second, and counts the others. */
@Component
@EventSubscription(
        types = {"vm.*", "jvm.*"},
        name = "hello",
        mode = ProcessingMode.ASYNC)
public final class HelloHandler implements EnhancedEventHandler {
    private long nextHello = System.nanoTime();
    private int others;

    @Override
    public void handle(DomainEvent event) {
        if (System.nanoTime() - nextHello < 0) {
            others++;
            return;
        }
        System.out.println("hello, " + event + ", and " + others + " others");
        nextHello = System.nanoTime() + 1_000_000_000L;
        others = 0;
    }
}
