/** The bus. Start at {@link io.signalbox.core.internal.EventBusCore}: it tells the path of one event. */
package io.signalbox.core.internal;
