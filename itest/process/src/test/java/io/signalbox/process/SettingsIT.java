package io.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit in etc/ acts soon; garbage there is refused by name, changes nothing and stops nothing. */
class SettingsIT {
    private static final String CORE = "io.signalbox.core";
    private static final String ASYNC = "io.signalbox.processor.async";
    private static final String JFR = "io.signalbox.source.jfr";
    private static final String SHELL = "io.signalbox.shell";
    private static final String QMP = "io.signalbox.source.qmp-web";

    /** Stands in every file of {@link #CORE}: what is in force, to be seen after each piece of garbage. */
    private static final String IN_FORCE = "drain.deadline.millis=1234";

    @TempDir
    Path folder;

    private record Garbage(String pid, String line, String refusal) {}

    private static final List<Garbage> GARBAGE = List.of(
            // wrong types
            new Garbage(CORE, "queue.capacity=many", "queue.capacity must be 1..1048576, was 'many'"),
            new Garbage(CORE, "handler.grace.millis=1.5", "handler.grace.millis must be 0..3600000 ms, was '1.5'"),
            new Garbage(CORE, "interrupt.overrun=perhaps", "interrupt.overrun must be true or false, was 'perhaps'"),
            new Garbage(CORE, "retry.jitter=NaN", "retry.jitter must be 0.0..1.0, was 'NaN'"),
            new Garbage(CORE, "queue.capacity=", "queue.capacity must be 1..1048576, was ''"),
            new Garbage(
                    CORE,
                    "queue.capacity=[ \\\n \"1\", \\\n \"2\", \\\n]",
                    "queue.capacity must be 1..1048576, was '["),
            new Garbage(JFR, "period.millis=soon", "period.millis must be 100..3600000 ms, was 'soon'"),
            new Garbage(SHELL, "tail.types=v*", "tail.types must be"),
            new Garbage(QMP, "name=a/b", "name must be 0..64 letters, digits, dots or dashes, was 'a/b'"),
            // out of range
            new Garbage(CORE, "drain.deadline.millis=-1", "drain.deadline.millis must be 0..3600000 ms, was '-1'"),
            new Garbage(CORE, "retry.max=1000001", "retry.max must be 0..1000000, was '1000001'"),
            new Garbage(
                    CORE,
                    "dead.letter.capacity=99999999999999999999",
                    "dead.letter.capacity must be 0..1048576, was '9999"),
            new Garbage(ASYNC, "worker.threads=-2", "worker.threads must be 0..1024, was '-2'"),
            new Garbage(SHELL, "tail.lines=-1", "tail.lines must be 0..1000000000, was '-1'"),
            new Garbage(JFR, "kinds=drop table", "kinds must be 1..100 names such as jdk.CPULoad, was 'drop table'"),
            // no such word
            new Garbage(
                    CORE,
                    "overflow=SOMETIMES",
                    "overflow must be one of [BLOCK, REJECT, DROP_OLDEST, DROP_NEWEST, SPILL, COALESCE], was 'SOMETIMES'"),
            new Garbage(
                    CORE,
                    "overflow=SPIL",
                    "overflow must be one of [BLOCK, REJECT, DROP_OLDEST, DROP_NEWEST, SPILL, COALESCE], was 'SPIL'"),
            new Garbage(CORE, "quene.capacity=5", "'quene.capacity' is unknown; known are ["),
            new Garbage(ASYNC, "threads=5", "'threads' is unknown; known are ["),
            // not alone
            new Garbage(
                    CORE,
                    "retry.base.millis=500\nretry.cap.millis=100",
                    "retry.base.millis must be 0..100 ms (retry.cap.millis), was '500'"),
            // hostile
            new Garbage(
                    CORE,
                    "mode.default=\\u001b[2J\\u0000",
                    "mode.default must be one of [SYNC, ASYNC, BATCH, ADAPTIVE], was '?[2J?'"),
            new Garbage(CORE, "queue.capacity=${no.such.property}", "queue.capacity must be 1..1048576, was ''"),
            new Garbage(CORE, "queue.capacity=" + "9".repeat(10_000_000), "... (10000000 characters)"));

    @Test
    void anEditActsSoon() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await("signalbox runs");
            home.deployGuest();
            host.await("drainDeadline=10000");

            long saved = System.nanoTime();
            home.settings(CORE, IN_FORCE);
            host.await("drainDeadline=1234");

            System.out.println("an edit acted after " + HostProcess.secondsSince(saved) + " s");
        }
    }

    @Test
    void garbageIsRefusedByNameAndTheOldValuesStay() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await("signalbox runs");
            home.deployGuest();
            home.settings(CORE, IN_FORCE);
            host.await("drainDeadline=1234");
            int start = host.mark();

            for (Garbage garbage : GARBAGE) {
                int mark = host.mark();
                String inForce = garbage.pid.equals(CORE) && !garbage.line.startsWith("drain") ? IN_FORCE : "";
                home.settings(garbage.pid, inForce, garbage.line);
                String refusal = host.await(mark, garbage.refusal);
                assertThat(refusal)
                        .contains(garbage.pid.replace('-', '~') + ": ")
                        .hasSizeLessThan(600);
            }
            unreadable(home, host);

            assertThat(host.lines().subList(start, host.mark()))
                    .filteredOn(Stats::tells)
                    .allMatch(line -> Stats.of(line).get("drainDeadline") == 1234);
            host.await(host.mark(), "guest 0.1.0");
            home.settings(CORE, "drain.deadline.millis=4321");
            host.await("drainDeadline=4321");
            assertThat(home.log()).contains("was 'SOMETIMES'");
        }
    }

    /** Files that have no settings in them at all. */
    private static void unreadable(Home home, HostProcess host) throws Exception {
        home.settings(CORE, "drain.deadline.millis=\\u00zz");
        host.await("io.signalbox.core.cfg: java.lang.IllegalArgumentException: Unable to parse unicode value: 00zz");

        byte[] bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        int mark = host.mark();
        Files.write(home.etc(ASYNC + ".cfg"), bytes);
        host.await(mark, ASYNC);

        mark = host.mark();
        Files.write(home.etc(JFR + ".cfg"), "period.millis=5".getBytes(StandardCharsets.UTF_16));
        host.await(mark, JFR + ": ");

        home.settings("io.signalbox.coer", IN_FORCE);
        host.await("etc/io.signalbox.coer.cfg acts on nothing: no bundle has settings named io.signalbox.coer");
        Files.createDirectory(home.etc("folder.cfg"));
        host.await("etc/folder.cfg is no file");
        Files.createSymbolicLink(home.etc("dangling.cfg"), home.root().resolve("nowhere"));
        host.await("etc/dangling.cfg cannot be read");
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await("signalbox runs");
            home.deployGuest();
            home.settings(CORE, IN_FORCE);
            host.await("drainDeadline=1234");

            int mark = host.mark();
            home.settings(CORE);

            host.await(mark, "drainDeadline=10000");
        }
    }
}
