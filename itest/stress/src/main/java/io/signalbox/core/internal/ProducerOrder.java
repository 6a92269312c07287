package io.signalbox.core.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What one producer offers comes out in that order, and with what the producer wrote before. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the first at the second look")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first, not yet the second")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "both in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "out of order, or not fully written")
@State
public class ProducerOrder {
    private final RingQueue queue = new RingQueue(2);

    private static final class Item {
        int number; // plain: the queue publishes it
    }

    @Actor
    public void producer() {
        offer(1);
        offer(2);
    }

    @Actor
    public void consumer(II_Result result) {
        result.r1 = take();
        result.r2 = take();
    }

    private void offer(int number) {
        Item item = new Item();
        item.number = number;
        queue.offer(item);
    }

    private int take() {
        Item item = (Item) queue.poll();
        return item == null ? 0 : item.number == 0 ? -1 : item.number;
    }
}
