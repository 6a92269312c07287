package io.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM with a backlog: what can be delivered is, and the rest is named. */
class StopIT {
    private static final int EVENTS = 5_000;
    private static final Pattern DRAINED = Pattern.compile(
            "(.*): (\\d+) queued = (\\d+) delivered \\+ (\\d+) parked \\+ (\\d+) carried over \\+ (\\d+) lost");

    @TempDir
    Path folder;

    @Test
    void theReportAddsUpToEveryEvent() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home)) {
            host.await("signalbox runs");
            home.settings("io.signalbox.core", "drain.deadline.millis=1500");
            home.settings(
                    "io.signalbox.itest.sloth-late",
                    "signalbox.types=flood.*",
                    "signalbox.name=late",
                    "signalbox.queueCapacity=8192",
                    "pauseMicros=2000");
            home.deployGuest();
            host.await("drainDeadline=1500");
            host.await("sloth late is there");
            home.settings("io.signalbox.itest.flood", "events=" + EVENTS, "seconds=30");
            host.await("flood ended after " + EVENTS);
            host.awaitStats("a backlog", stats -> stats.get("queued") > EVENTS / 2);

            host.terminate();
            assertThat(host.exitCode()).isIn(0, 143);

            Matcher total = drained(host, "drained in ");
            Matcher late = drained(host, "  late");
            assertThat(number(total, 6)).isGreaterThan(0);
            assertThat(number(late, 3)).isGreaterThan(0);
            long handled = Long.parseLong(host.await("sloth late handled ").replaceAll("\\D", ""));
            assertThat(handled + number(late, 6)).isEqualTo(EVENTS);
            System.out.println(total.group());
        }
    }

    private static Matcher drained(HostProcess host, String start) throws InterruptedException {
        String line = host.await(0, "a line of the report that starts with '" + start + "'", l -> l.startsWith(start));
        Matcher drained = DRAINED.matcher(line);
        assertThat(drained.matches()).as(line).isTrue();
        assertThat(number(drained, 3) + number(drained, 4) + number(drained, 5) + number(drained, 6))
                .as(line)
                .isEqualTo(number(drained, 2));
        return drained;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
