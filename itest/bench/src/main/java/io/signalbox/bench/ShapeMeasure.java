package io.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run of {@link AdaptiveShapes}.
 *
 * @param shape the shape of the load
 */
record ShapeMeasure(AdaptiveShapes.Shape shape) implements Measure {
    static final String CHANGES = "changes of mode";

    @Override
    public String title() {
        return shape.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> figures() {
        return List.of(JmhMeasure.SCORE, CHANGES);
    }

    @Override
    public Map<String, Double> run(String candidate, Form form) {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AdaptiveShapes.class.getName(),
                candidate,
                shape.name(),
                Integer.toString(form.warmUps() * form.millis()),
                Integer.toString(form.iterations() * form.millis()));
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = command.start();
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(shape + " fails with " + candidate + ": " + line);
            }
            String[] printed = line.split(" ");
            return Map.of(JmhMeasure.SCORE, Double.valueOf(printed[0]), CHANGES, Double.valueOf(printed[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring " + candidate, e);
        }
    }
}
