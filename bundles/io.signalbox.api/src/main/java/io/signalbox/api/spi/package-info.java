/** What plug-in writers implement. Start at {@link io.signalbox.api.spi.EventProcessor}. */
@Export
@Version("0.1.0")
package io.signalbox.api.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
