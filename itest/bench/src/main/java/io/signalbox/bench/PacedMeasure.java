package io.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run at a steady rate, by {@link Latency} or {@link SwapPause}.
 *
 * @param title what the table calls it
 * @param program the class whose main method prints p50, p99 and p99.9
 */
record PacedMeasure(String title, Class<?> program) implements Measure {
    @Override
    public List<String> figures() {
        return Percentiles.NAMES;
    }

    @Override
    public Map<String, Double> run(String candidate, Form form) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                candidate,
                Integer.toString(form.warmUps() * form.millis()),
                Integer.toString(form.iterations() * form.millis()));
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = command.start();
            String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program.getSimpleName() + " fails with " + candidate + ": " + line);
            }
            return figures(line.split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring " + candidate, e);
        }
    }

    private static Map<String, Double> figures(String[] printed) {
        Map<String, Double> figures = new HashMap<>();
        for (int i = 0; i < printed.length; i++) {
            figures.put(Percentiles.NAMES.get(i), Double.valueOf(printed[i]));
        }
        return figures;
    }
}
