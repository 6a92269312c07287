/** What writers of event sources need. Start at {@link io.signalbox.vm.source.EventFeed}. */
@Export
@Version("0.1.0")
package io.signalbox.vm.source;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
