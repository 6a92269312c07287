/** The VM project's own events, as they always were. Start at {@link io.signalbox.vm.VmEvent}. */
@Export
@Version("0.1.0")
package io.signalbox.vm;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
