package io.signalbox.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars with nothing but a manifest. */
final class TestJar {

    private TestJar() {}

    /** A bundle with these headers besides its name. */
    static byte[] bundle(String name, Map<String, String> headers) {
        return jar(manifest(name, headers));
    }

    /** The manifest of a bundle with these headers besides its name. */
    static Manifest manifest(String name, Map<String, String> headers) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        headers.forEach(manifest.getMainAttributes()::putValue);
        return manifest;
    }

    /** A jar that is no bundle. */
    static byte[] plain() {
        return jar(new Manifest());
    }

    private static byte[] jar(Manifest manifest) {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
