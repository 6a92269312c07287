/** Tells what the host JVM's flight recorder records. Start at {@link io.signalbox.source.jfr.internal.JfrSource}. */
package io.signalbox.source.jfr.internal;
