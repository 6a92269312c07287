/** Serves BATCH subscriptions. Start at {@link io.signalbox.processor.batch.internal.BatchProcessor}. */
package io.signalbox.processor.batch.internal;
