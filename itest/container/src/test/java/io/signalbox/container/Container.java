package io.signalbox.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.nio.file.Path;
import java.util.Arrays;
import org.ops4j.pax.exam.Option;

/** The Felix in which the tests run, with the bundles that were just built. */
final class Container {
    private static final String[] STANDARD = {
        "org.osgi.util.function",
        "org.osgi.util.promise",
        "org.osgi.service.component",
        "org.apache.felix.configadmin",
        "org.apache.felix.scr",
        "io.signalbox.api",
        "io.signalbox.core",
        "io.signalbox.processor.sync",
        "io.signalbox.processor.async",
    };

    private Container() {}

    /** The bus with its two processors. */
    static Option bus() {
        return composite(
                junitBundles(),
                // slf4j 2 keeps the packages of 1.7, and some of Pax Exam's bundles ask for those.
                systemPackages(
                        "org.slf4j;version=2.0.20",
                        "org.slf4j.event;version=2.0.20",
                        "org.slf4j.helpers;version=2.0.20",
                        "org.slf4j.spi;version=2.0.20",
                        "org.slf4j;version=1.7.36",
                        "org.slf4j.helpers;version=1.7.36",
                        "org.slf4j.spi;version=1.7.36",
                        // for LogCapture
                        "ch.qos.logback.classic",
                        "ch.qos.logback.classic.spi",
                        "ch.qos.logback.core",
                        "ch.qos.logback.core.spi",
                        "ch.qos.logback.core.status"),
                bundles(STANDARD));
    }

    /** More bundles by artifact id. */
    static Option bundles(String... artifacts) {
        return composite(Arrays.stream(artifacts)
                .map(artifact -> bundle(location(artifact)))
                .toArray(Option[]::new));
    }

    /** Where a bundle that was just built lies. */
    static String location(String artifact) {
        return Path.of(System.getProperty("bundles"), artifact + ".jar").toUri().toString();
    }
}
