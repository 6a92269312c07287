package io.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code java -jar signalbox.jar} as a process of its own, with all that it prints; killed at the latest by close. */
final class HostProcess implements AutoCloseable {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final long start = System.nanoTime();
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>(); // guarded by itself
    private boolean silent; // guarded by lines

    private HostProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        reader = new Thread(this::read, "output of " + process.pid());
        reader.start();
    }

    /** Starts a host in {@code home} with these flags of the JVM. */
    static HostProcess in(Home home, String... jvmFlags) throws IOException {
        return start(List.of(jvmFlags), "--home", home.root().toString());
    }

    static HostProcess start(List<String> jvmFlags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-jar", Jars.file("io.signalbox.launcher").toString()));
        command.addAll(List.of(arguments));
        return new HostProcess(command);
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (lines) {
                silent = true;
                lines.notifyAll();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    double seconds() {
        return secondsSince(start);
    }

    static double secondsSince(long nanos) {
        return Math.round((System.nanoTime() - nanos) / 1e8) / 10.0;
    }

    /** How many lines there are, to wait for one after these. */
    int mark() {
        synchronized (lines) {
            return lines.size();
        }
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The first line from the start on that contains {@code part}; waits for it. */
    String await(String part) throws InterruptedException {
        return await(0, part);
    }

    /** The first line after the first {@code mark} that contains {@code part}; waits for it. */
    String await(int mark, String part) throws InterruptedException {
        return await(mark, part, line -> line.contains(part));
    }

    /** The first line after the first {@code mark} that is the {@code wanted} one; waits for it. */
    String await(int mark, String what, Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        int looked = mark;
        synchronized (lines) {
            while (true) {
                for (; looked < lines.size(); looked++) {
                    if (wanted.test(lines.get(looked))) {
                        return lines.get(looked);
                    }
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || silent) {
                    throw new AssertionError("missing: " + what + (silent ? "; the process ended" : "") + "; it said:\n"
                            + String.join("\n", tail()));
                }
                lines.wait(left);
            }
        }
    }

    private List<String> tail() {
        return lines.subList(Math.max(0, lines.size() - 40), lines.size());
    }

    /** The next picture of the bus that is as wanted; waits for it. */
    Stats awaitStats(String what, Predicate<Stats> wanted) throws InterruptedException {
        return Stats.of(await(mark(), what, line -> Stats.tells(line) && wanted.test(Stats.of(line))));
    }

    /** SIGTERM. By the handle: {@link Process#destroy} would close the output too. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; returns its exit code when all output is read. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS))
                .as("process %d ended; it said %s", pid(), lines())
                .isTrue();
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
        try {
            exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
