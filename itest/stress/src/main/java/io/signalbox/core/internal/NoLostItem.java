package io.signalbox.core.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two producers at once: each accepted item comes out once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both items came out, once each")
@Outcome(expect = Expect.FORBIDDEN, desc = "an item was lost or doubled")
@State
public class NoLostItem {
    private final RingQueue queue = new RingQueue(2);
    private final int[] seen = new int[3];

    @Actor
    public void oneProducer() {
        queue.offer(1);
    }

    @Actor
    public void otherProducer() {
        queue.offer(2);
    }

    @Arbiter
    public void count(II_Result result) {
        take();
        take();
        result.r1 = seen[1];
        result.r2 = seen[2];
    }

    private void take() {
        Object item = queue.poll();
        if (item != null) {
            seen[(Integer) item]++;
        }
    }
}
