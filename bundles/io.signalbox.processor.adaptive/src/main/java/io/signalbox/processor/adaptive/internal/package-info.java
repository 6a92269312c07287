/** Serves ADAPTIVE subscriptions. Start at {@link io.signalbox.processor.adaptive.internal.Choice}. */
package io.signalbox.processor.adaptive.internal;
