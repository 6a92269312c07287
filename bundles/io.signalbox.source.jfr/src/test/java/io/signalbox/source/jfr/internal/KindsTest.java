package io.signalbox.source.jfr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {

    @ParameterizedTest
    @CsvSource({
        "jdk.GarbageCollection, jvm.gc",
        "jdk.CPULoad, jvm.cpu",
        "jdk.ThreadStart, jvm.thread.start",
        "jdk.ClassLoad, jvm.class-load",
        "jdk.GCPhasePause, jvm.gc-phase-pause",
        "com.example.Checkout2Done, jvm.checkout2-done",
        "Plain, jvm.plain"
    })
    void everyKindHasAType(String kind, String type) {
        assertThat(Kinds.eventType(kind)).isEqualTo(type);
    }

    @Test
    void theLeanKindsAreTen() {
        assertThat(Kinds.LEAN).hasSize(10);
    }
}
