/** What publishers and handlers need. Start at {@link io.signalbox.api.UnifiedEventBus}. */
@Export
@Version("0.1.0")
package io.signalbox.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
