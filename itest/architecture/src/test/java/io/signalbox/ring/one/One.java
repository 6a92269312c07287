package io.signalbox.ring.one;

import io.signalbox.ring.two.Two;

/** Planted: one half of a ring, and of a bundle that knows another. */
public record One(Two other) {}
