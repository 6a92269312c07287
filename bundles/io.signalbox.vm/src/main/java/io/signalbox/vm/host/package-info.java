/** What real hypervisors and virtual machines report. Start at {@link io.signalbox.vm.host.HostEvent}. */
@Export
@Version("0.1.0")
package io.signalbox.vm.host;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
