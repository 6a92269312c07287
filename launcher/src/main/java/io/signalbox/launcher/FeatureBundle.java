package io.signalbox.launcher;

/**
 * One bundle that a feature names.
 *
 * @param feature the feature's name
 * @param groupId as in Maven
 * @param artifactId as in Maven
 * @param version as in Maven
 * @param startLevel when it starts: the lower, the earlier
 */
record FeatureBundle(String feature, String groupId, String artifactId, String version, int startLevel) {

    /** Where it lies inside the jar: the layout of a Maven repository. */
    String resource() {
        return "/repository/" + groupId.replace('.', '/') + '/' + artifactId + '/' + version + '/' + artifactId + '-'
                + version + ".jar";
    }

    /** What the framework calls it, the same at each start. */
    String location() {
        return "mvn:" + groupId + '/' + artifactId + '/' + version;
    }
}
