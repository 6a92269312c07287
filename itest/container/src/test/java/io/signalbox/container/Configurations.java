package io.signalbox.container;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.service.cm.ConfigurationAdmin;

/** Sets configurations as an operator does, through ConfigAdmin. */
final class Configurations {
    static final String CORE = "io.signalbox.core";
    static final String ASYNC = "io.signalbox.processor.async";

    private Configurations() {}

    /** The configuration that a file {@code FACTORYPID-NAME.cfg} would make. */
    static void setInstance(ConfigurationAdmin admin, String factoryPid, String name, Map<String, ?> properties)
            throws IOException {
        admin.getFactoryConfiguration(factoryPid, name, "?").update(new Hashtable<>(properties));
    }

    static void set(ConfigurationAdmin admin, String pid, Map<String, ?> properties) throws IOException {
        admin.getConfiguration(pid, "?").update(new Hashtable<>(properties));
    }
}
