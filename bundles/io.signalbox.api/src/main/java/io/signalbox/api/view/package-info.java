/** Read-only pictures of the bus, for shells, pages and monitors. Start at {@link io.signalbox.api.view.BusView}. */
@Export
@Version("0.1.0")
package io.signalbox.api.view;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
