package io.signalbox.launcher;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.framework.Felix;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running framework with the bundles of its features. {@link #stop} may be called by any thread, more than once. */
final class Host {
    /** How long stopping may take, the bus's own drain deadline (10 s unless set) included. */
    private static final long STOP_LIMIT_MILLIS = 60_000;

    /** How often deploy/ and etc/ are looked at. */
    private static final long LOOK_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("io.signalbox.launcher");

    private final Home home;
    private final Framework framework;
    private final PrintStream out;
    private final PrintStream err;

    private Host(Home home, Framework framework, PrintStream out, PrintStream err) {
        this.home = home;
        this.framework = framework;
        this.out = out;
        this.err = err;
    }

    /** A host whose framework can be stopped, but does not run yet. */
    static Host create(Home home, boolean quiet, PrintStream out, PrintStream err) {
        Map<String, Object> configuration = new HashMap<>(FrameworkSettings.of(home, quiet));
        configuration.put("felix.log.logger", new FrameworkLog());
        // The framework's threads inherit it: without one, libraries in bundles look into their own bundle, not in
        // here.
        Thread.currentThread().setContextClassLoader(null);
        return new Host(home, new Felix(configuration), out, err);
    }

    /**
     * Starts the framework and, level by level, the bundles; returns when the last level is reached. A bundle that
     * does not start is told in one line and stops nothing.
     *
     * @param jars gives the jar at a {@link FeatureBundle#resource()}, or null
     * @throws LaunchException if the framework itself does not start
     */
    void start(List<FeatureBundle> bundles, Function<String, InputStream> jars) throws LaunchException {
        try {
            framework.init(this::tell);
            BundleContext context = framework.getBundleContext();
            context.addFrameworkListener(this::tell);
            BundleLog.forward(context);
            context.addBundleListener(new BusDrain(context, out::println));
            new FeatureInstaller(context, jars, this::problem).install(bundles);
            framework.start();
            watchFolders(context);
        } catch (BundleException | InvalidSyntaxException e) {
            throw LaunchException.failure("the framework does not start: " + Problem.of(e), e);
        }
    }

    /** Waits until the framework has stopped, whoever stopped it. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Drains the bus, stops every bundle, and waits for both. */
    void stop() {
        try {
            framework.stop();
            if (framework.waitForStop(STOP_LIMIT_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                problem("the framework did not stop within " + STOP_LIMIT_MILLIS + " ms");
            }
        } catch (BundleException e) {
            problem("the framework does not stop: " + Problem.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchFolders(BundleContext context) {
        DeployWatch deploy = new DeployWatch(home.deploy(), context, this::problem);
        EtcWatch etc = new EtcWatch(home.etc(), context, this::problem);
        Thread thread = new Thread(
                () -> {
                    try {
                        while (framework.waitForStop(LOOK_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                            deploy.look();
                            etc.look();
                        }
                    } catch (InterruptedException | IllegalStateException end) {
                        // the framework is gone, and with it what there was to watch
                    }
                },
                "signalbox-folder-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void tell(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            problem(event.getBundle().getSymbolicName() + ": " + Problem.of(event.getThrowable()));
        }
    }

    private void problem(String line) {
        err.println("signalbox: " + line);
        LOG.warn(line);
    }
}
