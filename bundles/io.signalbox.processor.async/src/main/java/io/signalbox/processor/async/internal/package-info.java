/** Serves ASYNC subscriptions. Start at {@link io.signalbox.processor.async.internal.WorkStealingScheduler}. */
package io.signalbox.processor.async.internal;
