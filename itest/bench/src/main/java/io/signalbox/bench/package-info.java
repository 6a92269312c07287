/** Benchmarks and the runs that compare them. Start at {@link io.signalbox.bench.Main}. */
package io.signalbox.bench;
