package io.signalbox.vm.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.vm.VmLifecycle.VmPaused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VmStepsTest {

    @Test
    void thereIsOneStepForEachEventThatHasASecondVersion() {
        assertThat(VmSteps.ALL)
                .extracting(RecordStep::eventType)
                .containsExactly("vm.created", "vm.started", "vm.stopped", "memory.allocated");
    }

    @Test
    void anEventOfAnotherClassIsRefusedByName() {
        assertThatThrownBy(() -> VmSteps.STARTED.migrate(new VmPaused("vm-1", Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vm.started version 1 must be a io.signalbox.vm.VmLifecycle$VmStarted,"
                        + " was a io.signalbox.vm.VmLifecycle$VmPaused");
    }
}
