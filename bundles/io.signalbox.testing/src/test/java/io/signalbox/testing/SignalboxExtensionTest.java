package io.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SignalboxExtension.class)
class SignalboxExtensionTest {
    private static TestBus last;

    @InjectBus
    private TestBus field;

    @Test
    void fieldAndParameterAreTheSameNewBusInEachTest(@InjectBus TestBus parameter) {
        assertThat(parameter).isSameAs(field).isNotSameAs(last);
        last = field;
    }

    @Test
    void andInAnotherTestItIsAnotherOne(@InjectBus TestBus parameter) {
        assertThat(parameter).isSameAs(field).isNotSameAs(last);
        last = field;
    }

    @Nested
    class Inside {
        @InjectBus
        private TestBus inner;

        @Test
        void aNestedTestHasTheBusOfItsOuterOne() {
            assertThat(inner).isSameAs(field).isNotNull();
        }
    }
}
