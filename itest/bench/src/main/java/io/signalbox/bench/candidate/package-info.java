/** The floors and the peers, each behind one of two small doors: {@code SyncBus} and {@code AsyncBus}. */
package io.signalbox.bench.candidate;
