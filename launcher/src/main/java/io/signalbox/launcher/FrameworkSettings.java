package io.signalbox.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** The properties that the framework starts with. */
final class FrameworkSettings {

    /** Above every bundle's start level. */
    static final int LAST_START_LEVEL = 40;

    private static final int DEPLOYED_START_LEVEL = 25;

    /*
     * The logger lives on the class path and the system bundle exports it, so bundles need no SPI extender. It is
     * exported as 1.7 too, for the libraries that still import [1.7,2). OSGi's own log package comes from here so that
     * BundleLog can forward it.
     */
    private static final String LOGGING =
            "org.osgi.service.log;version=1.5.0,org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,"
                    + "org.slf4j.helpers;version=2.0.20,org.slf4j.spi;version=2.0.20,"
                    + "org.slf4j;version=1.7.36,org.slf4j.helpers;version=1.7.36,org.slf4j.spi;version=1.7.36";

    private FrameworkSettings() {}

    static Map<String, String> of(Home home, boolean quiet) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(LAST_START_LEVEL));
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, LOGGING);
        settings.put("felix.fileinstall.dir", home.etc() + "," + home.deploy());
        settings.put("felix.fileinstall.tmpdir", home.temporary().toString());
        settings.put("felix.fileinstall.filter", ".*\\.(cfg|config|jar)");
        settings.put("felix.fileinstall.poll", "500");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.disableConfigSave", "true");
        settings.put("felix.fileinstall.start.level", Integer.toString(DEPLOYED_START_LEVEL));
        settings.put("felix.fileinstall.log.default", "jul");
        settings.put("felix.fileinstall.log.level", "3");
        settings.put("org.osgi.service.log.admin.loglevel", "INFO");
        settings.put("signalbox.home", home.root().toString());
        settings.put("signalbox.quiet", Boolean.toString(quiet));
        return settings;
    }
}
