package io.signalbox.bench.candidate;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;

/** Peer: the Disruptor as it comes, with its blocking wait; for several producers, as a bus does not know its own. */
final class DisruptorBus implements AsyncBus {

    private static final class Slot {
        private BenchEvent event;
    }

    private final Disruptor<Slot> disruptor = new Disruptor<>(
            Slot::new, CAPACITY, DaemonThreadFactory.INSTANCE, ProducerType.MULTI, new BlockingWaitStrategy());
    private final RingBuffer<Slot> ring = disruptor.getRingBuffer();

    DisruptorBus(Sink handler) {
        disruptor.handleEventsWith((slot, sequence, endOfBatch) -> handler.handle(slot.event));
        disruptor.start();
    }

    @Override
    public void publish(BenchEvent event) {
        long sequence = ring.next();
        ring.get(sequence).event = event;
        ring.publish(sequence);
    }

    @Override
    public void close() {
        disruptor.halt();
    }
}
