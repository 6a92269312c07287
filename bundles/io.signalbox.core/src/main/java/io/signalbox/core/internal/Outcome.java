package io.signalbox.core.internal;

import java.util.concurrent.CompletionStage;

/** How one call of a handler ended. */
sealed interface Outcome {

    /** It returned normally. */
    Outcome DONE = new Done();

    /** The filter did not want the event. */
    Outcome FILTERED = new Filtered();

    /** An event of the same id was handled already, or is being handled. */
    Outcome DUPLICATE = new Duplicate();

    record Done() implements Outcome {}

    record Filtered() implements Outcome {}

    record Duplicate() implements Outcome {}

    /**
     * Something was thrown.
     *
     * @param admitted whether the event had passed the filter
     */
    record Failed(Throwable cause, boolean admitted) implements Outcome {

        /** By the handler. */
        Failed(Throwable cause) {
            this(cause, true);
        }
    }

    /** It goes on without a thread. */
    record Pending(CompletionStage<Void> stage) implements Outcome {}
}
