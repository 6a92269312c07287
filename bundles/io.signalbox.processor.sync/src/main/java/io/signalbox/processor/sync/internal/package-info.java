/** Serves SYNC subscriptions. Start at {@link io.signalbox.processor.sync.internal.SyncProcessor}. */
package io.signalbox.processor.sync.internal;
