package io.signalbox.core.internal;

import io.signalbox.api.Receipt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Completes a stage with the receipt of one publish when all its deliveries have ended. */
final class CompletionTracker extends PublicationTracker {
    private final CompletableFuture<Receipt> stage = new CompletableFuture<>();

    CompletionStage<Receipt> stage() {
        return stage.minimalCompletionStage();
    }

    @Override
    void ended(Receipt result) {
        stage.complete(result);
    }

    @Override
    void failed(RuntimeException cause) {
        stage.completeExceptionally(cause);
    }
}
