package io.signalbox.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Installs the bundles of the features from inside the jar. One that fails is told and left out. */
final class FeatureInstaller {
    private final BundleContext framework;
    private final Function<String, InputStream> jars;
    private final Consumer<String> problems;

    /**
     * @param jars gives the jar at a {@link FeatureBundle#resource()}, or null
     * @param problems is told each problem in one line
     */
    FeatureInstaller(BundleContext framework, Function<String, InputStream> jars, Consumer<String> problems) {
        this.framework = framework;
        this.jars = jars;
        this.problems = problems;
    }

    void install(List<FeatureBundle> bundles) {
        for (FeatureBundle bundle : bundles) {
            try (InputStream jar = jars.apply(bundle.resource())) {
                if (jar == null) {
                    problems.accept(bundle.artifactId() + ": not in this jar, though the feature " + bundle.feature()
                            + " names " + bundle.location());
                    continue;
                }
                Bundle installed = framework.installBundle(bundle.location(), jar);
                installed.adapt(BundleStartLevel.class).setStartLevel(bundle.startLevel());
                if (installed.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                    installed.start(Bundle.START_ACTIVATION_POLICY);
                }
            } catch (IOException | BundleException e) {
                problems.accept(bundle.artifactId() + ": " + Problem.of(e));
            }
        }
    }
}
