/** Keeps events and snapshots in memory. Start at {@link io.signalbox.store.memory.internal.MemoryEventStore}. */
package io.signalbox.store.memory.internal;
