/** The ready-made retry policies. Start at {@link io.signalbox.retry.internal.ConfiguredPolicy}. */
package io.signalbox.retry.internal;
