/** Benchmarks and the runs that compare them. */
package io.signalbox.bench;
