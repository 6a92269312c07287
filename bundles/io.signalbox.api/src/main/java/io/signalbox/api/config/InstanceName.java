package io.signalbox.api.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the NAME of a factory configuration is: of {@code PID-NAME.cfg} in {@code etc/}, or of the configuration
 * {@code PID~NAME}.
 */
public final class InstanceName {
    private static final String FILE = "felix.fileinstall.filename";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private InstanceName() {}

    /**
     * The name: letters, digits, dots, dashes and underscores, up to 64; empty if there is none or it has another form.
     *
     * @param factoryPid what the configuration's PID begins with
     * @param properties those of the configuration
     */
    public static String of(String factoryPid, Map<String, ?> properties) {
        String file = String.valueOf(properties.get(FILE)).replaceFirst("\\.(cfg|config)$", "");
        String fromFile = after(factoryPid, file.substring(file.lastIndexOf('/') + 1), "[-~]");
        String fromPid = after(factoryPid, String.valueOf(properties.get("service.pid")), "~");
        return fromFile.isEmpty() ? fromPid : fromFile;
    }

    private static String after(String factoryPid, String text, String separator) {
        Matcher matcher = Pattern.compile(Pattern.quote(factoryPid) + separator + "(" + FORM + ")")
                .matcher(text);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
