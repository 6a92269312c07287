package io.signalbox.ring.two;

import io.signalbox.ring.one.One;

/** Planted: the other half. */
public record Two(One other) {}
