package io.signalbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Tells which files in etc/ act on nothing: File Install passes over what it cannot read, and takes settings that no
 * bundle ever asks for, without a word. Each such file is told once. Used by one thread.
 */
final class EtcWatch {
    /** A bundle that comes with its settings needs a moment to start. */
    private static final int LOOKS = 5;

    private static final Pattern COMPONENT = Pattern.compile("<(\\w+:)?component\\b[^>]*>");
    private static final Pattern PID = Pattern.compile("\\b(?:name|configuration-pid)=\"([^\"]*)\"");
    private static final String MANAGED =
            "(|(objectClass=org.osgi.service.cm.ManagedService)(objectClass=org.osgi.service.cm.ManagedServiceFactory))";

    private final Path etc;
    private final BundleContext framework;
    private final Consumer<String> problems;
    private Map<Path, Integer> looks = new HashMap<>();

    EtcWatch(Path etc, BundleContext framework, Consumer<String> problems) {
        this.etc = etc;
        this.framework = framework;
        this.problems = problems;
    }

    /** Looks once; a file is told when it acted on nothing in {@value #LOOKS} looks. */
    void look() {
        Map<Path, Integer> now = new HashMap<>();
        Set<String> pids = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, "*.{cfg,config}")) {
            for (Path file : files) {
                int seen = Math.min(looks.getOrDefault(file, 0) + 1, LOOKS + 1);
                now.put(file, seen);
                if (seen == LOOKS) {
                    pids = pids == null ? pids() : pids;
                    judge(file, pids);
                }
            }
        } catch (IOException e) {
            // A file went away meanwhile: the next look sees the rest.
            return;
        }
        looks = now;
    }

    private void judge(Path file, Set<String> pids) {
        String name = file.getFileName().toString();
        String pid = name.substring(0, name.lastIndexOf('.'));
        int factory = pid.indexOf('~') > 0 ? pid.indexOf('~') : pid.indexOf('-');
        if (Files.isDirectory(file)) {
            problems.accept("etc/" + name + " is no file: it has no settings");
        } else if (!Files.isReadable(file)) {
            problems.accept("etc/" + name + " cannot be read");
        } else if (!pids.contains(factory > 0 ? pid.substring(0, factory) : pid)) {
            problems.accept("etc/" + name + " acts on nothing: no bundle has settings named " + pid);
        }
    }

    /** What bundles ask settings for: their components, and the services that say so. */
    private Set<String> pids() {
        Set<String> pids = new HashSet<>();
        for (Bundle bundle : framework.getBundles()) {
            Enumeration<URL> pages =
                    bundle.getState() == Bundle.UNINSTALLED ? null : bundle.findEntries("OSGI-INF", "*.xml", true);
            while (pages != null && pages.hasMoreElements()) {
                addComponents(pages.nextElement(), pids);
            }
        }
        try {
            ServiceReference<?>[] services = framework.getAllServiceReferences(null, MANAGED);
            for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
                Object pid = service.getProperty(Constants.SERVICE_PID);
                pids.addAll(pid instanceof String[] several ? List.of(several) : List.of(String.valueOf(pid)));
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return pids;
    }

    private static void addComponents(URL page, Set<String> pids) {
        try (InputStream in = page.openStream()) {
            Matcher component = COMPONENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (component.find()) {
                Matcher name = PID.matcher(component.group());
                while (name.find()) {
                    pids.addAll(List.of(name.group(1).split(" ")));
                }
            }
        } catch (IOException e) {
            // The bundle goes away, and with it what it asked for.
        }
    }
}
