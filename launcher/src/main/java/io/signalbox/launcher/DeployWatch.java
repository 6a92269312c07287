package io.signalbox.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * Tells why a jar in deploy/ does not run. File Install brings the bundles in, but passes over a file that is no
 * bundle, and over bundles that fail while the host starts, without a word. Each state of a file is told once. Used by
 * one thread.
 */
final class DeployWatch {
    private final Path deploy;
    private final BundleContext framework;
    private final Consumer<String> problems;
    private Map<Path, Seen> last = new HashMap<>();

    DeployWatch(Path deploy, BundleContext framework, Consumer<String> problems) {
        this.deploy = deploy;
        this.framework = framework;
        this.problems = problems;
    }

    /** A file's state, and in how many looks it was the same. */
    private record Seen(long bytes, long modifiedMillis, int looks) {

        Seen again(Seen now) {
            return bytes == now.bytes && modifiedMillis == now.modifiedMillis
                    ? new Seen(bytes, modifiedMillis, looks + 1)
                    : now;
        }
    }

    /** Looks once; a file is judged when it was the same in three looks, so that no copy under way is judged. */
    void look() {
        Map<Path, Seen> now = new HashMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(deploy, "*.jar")) {
            for (Path jar : jars) {
                Seen fresh =
                        new Seen(Files.size(jar), Files.getLastModifiedTime(jar).toMillis(), 1);
                Seen seen = last.containsKey(jar) ? last.get(jar).again(fresh) : fresh;
                now.put(jar, seen);
                if (seen.looks() == 3) {
                    judge(jar);
                }
            }
        } catch (IOException e) {
            // A file went away meanwhile: the next look sees the rest.
            return;
        }
        last = now;
    }

    /** What File Install calls the bundle: a URI with one slash, which a path's own URI does not have. */
    static String location(Path jar) {
        return jar.toFile().toURI().toString();
    }

    private void judge(Path jar) {
        Bundle bundle = framework.getBundle(location(jar));
        if (bundle == null) {
            tellIfNoBundle(jar);
        } else if (bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED) {
            start(jar, bundle);
        }
    }

    private void tellIfNoBundle(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            if (manifest == null || manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) == null) {
                tell(jar, "is no bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME);
            }
        } catch (IOException e) {
            tell(jar, "is no jar: " + Problem.of(e));
        }
    }

    /** Trying once more is the only way to learn the reason. */
    private void start(Path jar, Bundle bundle) {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        try {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            tell(jar, "does not start: " + Problem.of(e));
        }
    }

    private void tell(Path jar, String what) {
        problems.accept("deploy/" + jar.getFileName() + " " + what);
    }
}
