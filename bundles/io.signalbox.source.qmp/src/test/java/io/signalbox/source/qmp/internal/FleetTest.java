package io.signalbox.source.qmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.vm.source.RecordingBus;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FleetTest {
    private final Fleet fleet = new Fleet(new RecordingBus(), "here", 16);

    @Test
    void aVmWithoutAUuidHasOneOfItsHostAndName() {
        UUID own = UUID.randomUUID();

        assertThat(fleet.idOf(said(Optional.of(own)), "web")).isEqualTo(own);
        assertThat(fleet.idOf(said(Optional.empty()), "web"))
                .isEqualTo(fleet.idOf(said(Optional.empty()), "web"))
                .isNotEqualTo(fleet.idOf(said(Optional.empty()), "mail"))
                .isNotEqualTo(new Fleet(new RecordingBus(), "there", 16).idOf(said(Optional.empty()), "web"));
    }

    @Test
    void vmsAreRememberedUntilThereAreVeryMany() {
        Vm first = fleet.vm(new UUID(0, 0), "vm");
        for (int i = 1; i < 4_096; i++) {
            fleet.vm(new UUID(0, i), "vm");
        }
        Vm eldest = fleet.vm(new UUID(0, 2), "vm");
        for (int i = 3; i < 4_096; i++) {
            fleet.vm(new UUID(0, i), "vm");
        }
        assertThat(fleet.vm(new UUID(0, 0), "vm")).isSameAs(first);

        Vm second = fleet.vm(new UUID(0, 1), "vm");
        Vm last = fleet.vm(new UUID(0, 4_095), "vm");
        fleet.vm(new UUID(1, 0), "vm");

        assertThat(fleet.vm(new UUID(0, 1), "vm")).isSameAs(second);
        assertThat(fleet.vm(new UUID(0, 0), "vm")).isSameAs(first);
        assertThat(fleet.vm(new UUID(0, 4_095), "vm")).isSameAs(last);
        assertThat(fleet.vm(new UUID(0, 2), "vm")).isNotSameAs(eldest);
    }

    private static Handshake said(Optional<UUID> uuid) {
        return new Handshake("QEMU", "running", true, "", uuid, "", Map.of());
    }
}
