package io.signalbox.inside.internal;

/** Planted: a public class inside that is no component. */
public final class PublicHelper {}
