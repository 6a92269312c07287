package io.signalbox.container;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.Gap;
import java.util.concurrent.CountDownLatch;

/** Hangs in every call from one number on, until it is cured; then it is as healthy as its {@link Inbox}. */
final class HungHandler implements EnhancedEventHandler {
    private final CountDownLatch cured = new CountDownLatch(1);
    private final Inbox inbox;
    private final long from;
    private final boolean deaf;
    private volatile long hanging;

    /** @param deaf whether it hangs on when its thread is interrupted */
    HungHandler(long from, boolean deaf) {
        this(from, deaf, new Inbox());
    }

    HungHandler(long from, boolean deaf, Inbox inbox) {
        this.inbox = inbox;
        this.from = from;
        this.deaf = deaf;
    }

    @Override
    public void handle(DomainEvent event) throws InterruptedException {
        if (inbox.number(event) >= from) {
            hanging = hanging + 1;
            hang();
        }
        inbox.handle(event);
    }

    private void hang() throws InterruptedException {
        boolean released = false;
        while (!released) {
            try {
                cured.await();
                released = true;
            } catch (InterruptedException e) {
                if (!deaf) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void missed(Gap gap) {
        inbox.missed(gap);
    }

    /** Whether it has hung yet. */
    boolean hung() {
        return hanging > 0;
    }

    void cure() {
        cured.countDown();
    }

    Inbox inbox() {
        return inbox;
    }
}
