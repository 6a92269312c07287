package io.signalbox.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConsoleTailTest {

    @Test
    void printsItsLinesThenSaysWhereThereAreMoreAndIsDoneOnce() {
        List<String> console = new ArrayList<>();
        AtomicInteger ends = new AtomicInteger();
        ConsoleTail tail = new ConsoleTail(2, console::add, ends::incrementAndGet);

        for (int i = 0; i < 5; i++) {
            tail.handle(new TestEvent("jvm.gc"));
        }

        assertThat(console).hasSize(3).last().isEqualTo(ConsoleTail.LAST);
        assertThat(tail.done()).isTrue();
        assertThat(ends).hasValue(1);
    }
}
