package io.signalbox.core.internal;

import io.signalbox.api.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Completes a stage when the publish itself and all its deliveries have ended. */
final class PublicationTracker {
    private final CompletableFuture<Receipt> stage = new CompletableFuture<>();
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile Receipt receipt;

    CompletionStage<Receipt> stage() {
        return stage.minimalCompletionStage();
    }

    /** One more delivery has to end. */
    void expect() {
        open.incrementAndGet();
    }

    /** A delivery has ended, or was refused after all. */
    void settled() {
        if (open.decrementAndGet() == 0) {
            stage.complete(receipt);
        }
    }

    /** The publish has ended with {@code result}. */
    void published(Receipt result) {
        receipt = result;
        settled();
    }

    void failed(RuntimeException cause) {
        stage.completeExceptionally(cause);
    }
}
