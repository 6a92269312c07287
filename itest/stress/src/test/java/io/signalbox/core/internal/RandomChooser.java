package io.signalbox.core.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** An ADAPTIVE processor that chooses without any reason, when it is told to. */
final class RandomChooser implements EventProcessor {
    private static final List<ProcessingMode> MODES =
            List.of(ProcessingMode.SYNC, ProcessingMode.ASYNC, ProcessingMode.BATCH);

    private final List<DeliveryQueue> queues = new CopyOnWriteArrayList<>();

    @Override
    public ProcessingMode mode() {
        return ProcessingMode.ADAPTIVE;
    }

    @Override
    public void attach(DeliveryQueue queue) {
        queues.add(queue);
    }

    @Override
    public void signal(DeliveryQueue queue) {
        throw new AssertionError("a queue that others serve is not signalled to who chose them");
    }

    @Override
    public void detach(DeliveryQueue queue) {
        queues.remove(queue);
    }

    void choose(Random random) {
        queues.forEach(queue -> queue.serveAs(MODES.get(random.nextInt(MODES.size())), "by chance"));
    }
}
