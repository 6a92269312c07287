package io.signalbox.source.jfr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Jvm;
import io.signalbox.vm.source.RecordingBus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against the flight recorder of the JVM that runs the test. */
@Timeout(60)
class JfrSourceTest {
    private final RecordingBus bus = new RecordingBus();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final JfrSource source = new JfrSource(bus, "here", JfrSettings.DEFAULT, warnings::add);

    @AfterEach
    void stop() {
        source.close();
        assertThat(warnings).isEmpty();
    }

    @Test
    void theJvmsOwnEventsFlowSoonAfterTheStart() throws InterruptedException {
        long begin = System.nanoTime();

        Jvm cpu = await("jvm.cpu");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(cpu.jfrType()).isEqualTo("jdk.CPULoad");
        assertThat(cpu.fields()).containsKeys("machineTotal", "jvmUser");
        assertThat(cpu.head().vm().name())
                .isEqualTo("jvm-" + ProcessHandle.current().pid());
    }

    @Test
    void aCollectionIsToldHoweverShort() throws InterruptedException {
        source.change(JfrSettings.read(Map.of("threshold.millis", 3_600_000), JfrSettings.DEFAULT, warnings::add));
        await("jvm.cpu");

        System.gc();

        Jvm gc = await("jvm.gc");
        assertThat(gc.fields()).containsKeys("gcId", "cause");
        assertThat(gc.fields().get("sumOfPauses")).isInstanceOf(Long.class);
    }

    @Test
    void threadsAreToldByTheirNames() throws InterruptedException {
        await("jvm.cpu");

        new Thread(() -> {}, "a-thread-to-see").start();

        Jvm started = await("jvm.thread.start");
        while (!"a-thread-to-see".equals(started.fields().get("thread"))) {
            started = await("jvm.thread.start");
        }
        assertThat(started.fields().values())
                .allSatisfy(value -> assertThat(value).isInstanceOfAny(String.class, Number.class, Boolean.class));
    }

    @Test
    void otherKindsAreToldAfterAChange() throws InterruptedException {
        await("jvm.cpu");

        source.change(JfrSettings.read(Map.of("kinds", "jdk.JVMInformation"), JfrSettings.DEFAULT, warnings::add));

        Jvm information = await("jvm.jvm-information");
        assertThat(information.fields()).containsKey("jvmVersion");
    }

    @Test
    void numbersHaveNoHole() throws InterruptedException {
        for (long seq = 1; seq <= 20; seq++) {
            assertThat(bus.next().head().seq()).isEqualTo(seq);
        }
    }

    @Test
    void closingEndsItsThreads() throws InterruptedException {
        await("jvm.cpu");

        source.close();
        source.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("signalbox-jfr"));
    }

    private Jvm await(String type) throws InterruptedException {
        HostEvent event = bus.next();
        while (!event.eventType().equals(type)) {
            event = bus.next();
        }
        return (Jvm) event;
    }
}
