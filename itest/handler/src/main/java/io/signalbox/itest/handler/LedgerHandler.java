package io.signalbox.itest.handler;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscription;
import io.signalbox.api.ProcessingMode;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Enters the number of each event in the test's ledger, and fails if it is called when it is not active. */
@Component
@EventSubscription(types = "numbered.queued", name = "ledger", mode = ProcessingMode.ASYNC)
public final class LedgerHandler implements EnhancedEventHandler {
    private final LongConsumer ledger;
    private volatile boolean active = true;

    /** @param ledger the test's, a JDK type so that nothing is shared but the JDK and the api */
    @Activate
    public LedgerHandler(@Reference(target = "(ledger=handler)") LongConsumer ledger) {
        this.ledger = ledger;
    }

    @Override
    public void handle(DomainEvent event) {
        if (!active) {
            ledger.accept(-1);
        }
        ledger.accept(((LongSupplier) event).getAsLong());
    }

    @Deactivate
    void stop() {
        active = false;
    }
}
