/** Makes filters out of text and settings. Start at {@link io.signalbox.filter.internal.FiltersComponent}. */
package io.signalbox.filter.internal;
