package io.signalbox.inside.internal;

import org.osgi.framework.Bundle;

/** Planted: an engine that knows OSGi. */
record BundleEngine(Bundle bundle) {}
