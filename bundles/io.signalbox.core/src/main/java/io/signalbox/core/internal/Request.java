package io.signalbox.core.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.NoReplyException;
import io.signalbox.api.Receipt;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** One publish that asks for an answer: the first answer counts, or the end of all deliveries, or that of its limit. */
final class Request extends PublicationTracker {
    private final String eventType;
    private final CompletableFuture<DomainEvent> stage = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Runnable whenDecided;

    /** @param whenDecided runs once, before whoever waits is told */
    Request(String eventType, Runnable whenDecided) {
        this.eventType = eventType;
        this.whenDecided = whenDecided;
    }

    CompletionStage<DomainEvent> stage() {
        return stage.minimalCompletionStage();
    }

    @Override
    boolean reply(DomainEvent answer) {
        Objects.requireNonNull(answer, "answer");
        return decide() && stage.complete(answer);
    }

    @Override
    void ended(Receipt result) {
        int accepted = result.accepted().size();
        int refused = result.refused().size();
        String text = accepted + refused == 0
                ? "nobody is subscribed to " + eventType
                : "no handler of " + eventType + " answered (" + accepted
                        + (accepted == 1 ? " delivery ended" : " deliveries ended")
                        + (refused == 0 ? ")" : ", " + refused + " refused)");
        unanswered(text);
    }

    /** Nobody has answered, for the reason that the text tells. */
    void unanswered(String text) {
        failed(new NoReplyException(text));
    }

    @Override
    void failed(RuntimeException cause) {
        failed((Exception) cause);
    }

    private void failed(Exception cause) {
        if (decide()) {
            stage.completeExceptionally(cause);
        }
    }

    boolean decided() {
        return decided.get();
    }

    private boolean decide() {
        if (!decided.compareAndSet(false, true)) {
            return false;
        }
        whenDecided.run();
        return true;
    }
}
