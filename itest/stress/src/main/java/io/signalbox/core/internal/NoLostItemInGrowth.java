package io.signalbox.core.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two producers at once while the first ring is full and the queue grows. */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "both items came out, once each, the old ones first")
@Outcome(expect = Expect.FORBIDDEN, desc = "an item was lost, doubled or overtaken")
@State
public class NoLostItemInGrowth {
    private static final int FIRST_RING = 64;
    private static final Integer OLD = 0;

    private final RingQueue queue = new RingQueue(FIRST_RING * 2);
    private final int[] seen = new int[3];
    private int overtaken;

    public NoLostItemInGrowth() {
        for (int i = 0; i < FIRST_RING - 1; i++) {
            queue.offer(OLD);
        }
    }

    @Actor
    public void oneProducer() {
        queue.offer(1);
    }

    @Actor
    public void otherProducer() {
        queue.offer(2);
    }

    @Arbiter
    public void count(III_Result result) {
        while (take()) {
            // everything that is left
        }
        result.r1 = seen[1];
        result.r2 = seen[2];
        result.r3 = overtaken;
    }

    private boolean take() {
        Object item = queue.poll();
        if (item == null) {
            return false;
        }
        seen[(Integer) item]++;
        if (item.equals(OLD) && seen[1] + seen[2] > 0) {
            overtaken++;
        }
        return true;
    }
}
