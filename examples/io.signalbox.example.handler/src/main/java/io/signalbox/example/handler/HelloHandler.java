package io.signalbox.example.handler;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.ProcessingMode;
import org.osgi.service.component.annotations.Component;

/** Says hello to the load of the host JVM, which is told once a second. */
@Component
@EventSubscription(types = "jvm.cpu", name = "hello", mode = ProcessingMode.ASYNC)
public final class HelloHandler implements EnhancedEventHandler {

    @Override
    public void handle(DomainEvent event) {
        System.out.println("hello, " + event);
    }
}
