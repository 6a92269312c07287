package io.signalbox.core.internal;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** An offer that races with the end of a queue is accepted and comes out, or is refused and does not. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "accepted and there")
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "refused and not there")
@Outcome(expect = Expect.FORBIDDEN, desc = "the producer was told something else than happened")
@State
public class ShutIsSharp {
    private final RingQueue queue = new RingQueue(2);
    private boolean accepted;

    @Actor
    public void producer() {
        accepted = queue.offer(1) == EventQueue.Offer.ACCEPTED;
    }

    @Actor
    public void ender() {
        queue.shut();
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r1 = accepted;
        result.r2 = queue.poll() != null;
    }
}
