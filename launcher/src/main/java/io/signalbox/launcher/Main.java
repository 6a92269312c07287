package io.signalbox.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The door: {@code java -jar signalbox.jar}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            switch (line.task()) {
                case HELP -> System.out.println(CommandLine.HELP);
                case VERSION -> System.out.println("signalbox " + version());
                case RUN -> run(line);
            }
        } catch (LaunchException e) {
            System.err.println("signalbox: " + e.getMessage());
            System.exit(e.exitCode());
        } catch (Exception e) {
            LoggerFactory.getLogger(Main.class).error("the host does not start", e);
            System.err.println("signalbox: the host does not start: " + Problem.of(e));
            System.exit(1);
        }
    }

    /*
     * The life of a host
     * ------------------
     * 1. The home is made or checked, and locked against a second host.
     * 2. Logging starts, from etc/logback.xml.
     * 3. The framework starts the features' bundles, level by level; settings and deploy/ are read on the way.
     * 4. Until a signal, the shell or a bundle stops the framework, this thread waits.
     * 5. As the framework begins to stop, the bus drains and its report is printed; then the bundles stop.
     */
    private static void run(CommandLine line) throws Exception {
        Home home = Home.open(line.home());
        try (HomeLock lock = HomeLock.take(home)) {
            startLogging(home);
            boolean shell = line.shell() && Terminal.present();
            List<FeatureBundle> bundles =
                    FeatureReader.read(shell ? List.of("signalbox", "vm", "shell") : List.of("signalbox", "vm"));
            System.out.println("signalbox " + version() + " starts in " + home.root());
            Host host = Host.create(home, line.quiet(), System.out, System.err);
            Runtime.getRuntime().addShutdownHook(new Thread(host::stop, "signalbox-stop"));
            host.start(bundles, Main.class::getResourceAsStream);
            System.out.println("signalbox runs as process " + lock.pid()
                    + (shell ? "; bus:stats and bus:tail show the bus, Ctrl-D stops it" : "; SIGTERM stops it"));
            host.awaitStop();
        }
        System.exit(0);
    }

    private static void startLogging(Home home) {
        System.setProperty("signalbox.log", home.log().toString());
        Path settings = home.etc().resolve("logback.xml");
        if (Files.exists(settings) && System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", settings.toString());
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
