/** The bus's settings as checked, immutable values. Start at {@link io.signalbox.api.config.EventBusConfig}. */
@Export
@Version("0.1.0")
package io.signalbox.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
