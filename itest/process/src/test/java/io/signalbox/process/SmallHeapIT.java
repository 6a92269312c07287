package io.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 MiB of heap, handlers far too slow, and a publisher that does not care. */
class SmallHeapIT {

    @TempDir
    Path folder;

    @Test
    void everyBoundHoldsAndEveryEventIsAccountedFor() throws Exception {
        Home home = new Home(folder);
        try (HostProcess host = HostProcess.in(home, "-Xmx64m", "-XX:+ExitOnOutOfMemoryError")) {
            host.await("signalbox runs");
            sloth(home, "rejecting", "signalbox.overflow=REJECT");
            sloth(home, "oldest", "signalbox.overflow=DROP_OLDEST");
            sloth(home, "newest", "signalbox.overflow=DROP_NEWEST");
            sloth(home, "impatient", "signalbox.overflow=BLOCK", "signalbox.blockDeadlineMillis=0");
            sloth(home, "failing", "signalbox.overflow=REJECT", "signalbox.retryPolicy=none", "fails=true");
            home.settings("io.signalbox.itest.flood", "events=1000000000", "seconds=6");
            home.deployGuest();

            String end = host.await("flood ended after ");
            Stats after = host.awaitStats("an empty bus", stats -> stats.get("queued") == 0 && stats.balances());

            System.out.println(end + ": " + after);
            assertThat(after.get("parked")).isPositive();
            assertThat(after.get("dropped")).isPositive();
            assertThat(after.get("published")).isGreaterThan(10_000);
            host.await(host.mark(), "guest 0.1.0");
            assertThat(host.alive()).isTrue();
            assertThat(host.lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
        }
    }

    private static void sloth(Home home, String name, String... more) throws Exception {
        home.settings(
                "io.signalbox.itest.sloth-" + name,
                "signalbox.types=flood.*",
                "signalbox.name=" + name,
                "signalbox.queueCapacity=4096",
                "pauseMicros=1000",
                String.join("\n", more));
    }
}
