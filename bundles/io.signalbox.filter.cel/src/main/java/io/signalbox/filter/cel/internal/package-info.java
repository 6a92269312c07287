/** The filter language {@code cel}. Start at {@link io.signalbox.filter.cel.internal.CelLanguage}. */
package io.signalbox.filter.cel.internal;
