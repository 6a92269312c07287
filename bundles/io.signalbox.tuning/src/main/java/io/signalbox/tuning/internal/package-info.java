/** Fits batches to the load. Start at {@link io.signalbox.tuning.internal.SmartBatchingStrategy}. */
package io.signalbox.tuning.internal;
