package io.signalbox.core.internal;

import io.signalbox.api.spi.EventProcessor;

/**
 * The processor that serves SYNC.
 *
 * @param immediate whether the bus may do its work for it: see {@link EventProcessor#immediate}
 */
record SyncService(EventProcessor processor, boolean immediate) {}
