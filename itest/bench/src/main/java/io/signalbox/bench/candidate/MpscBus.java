package io.signalbox.bench.candidate;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jctools.queues.MpscArrayQueue;

/**
 * Floor: one bounded MPSC queue for each handler, served in turn by plain threads. A thread that finds nothing spins,
 * or parks after {@value #SPINS} rounds and is woken only when it sleeps.
 */
final class MpscBus implements AsyncBus {
    private static final int SPINS = 200;
    private static final int TURN = 64;

    private final List<Lane> lanes;
    private final List<Worker> workers;

    private record Lane(MpscArrayQueue<BenchEvent> queue, Sink sink, Worker worker) {}

    MpscBus(List<Sink> handlers, int threads, boolean parks) {
        workers = Stream.generate(() -> new Worker(parks)).limit(threads).toList();
        lanes = IntStream.range(0, handlers.size())
                .mapToObj(i -> new Lane(new MpscArrayQueue<>(CAPACITY), handlers.get(i), workers.get(i % threads)))
                .toList();
        for (Worker worker : workers) {
            worker.serve(lanes.stream().filter(lane -> lane.worker() == worker).toArray(Lane[]::new));
        }
    }

    @Override
    public void publish(BenchEvent event) {
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            while (!lane.queue().offer(event)) {
                Thread.yield();
            }
            lane.worker().wake();
        }
    }

    @Override
    public void close() {
        workers.forEach(Worker::end);
    }

    private static final class Worker implements Runnable {
        private final boolean parks;
        private final Thread thread = new Thread(this, "bench-mpsc");
        private Lane[] served = {};
        private volatile boolean asleep;
        private volatile boolean ended;

        Worker(boolean parks) {
            this.parks = parks;
            thread.setDaemon(true);
        }

        void serve(Lane[] lanes) {
            served = lanes;
            thread.start();
        }

        void wake() {
            if (parks) {
                VarHandle.fullFence(); // the event is in the queue before we look whether anyone sleeps
                if (asleep) {
                    asleep = false;
                    LockSupport.unpark(thread);
                }
            }
        }

        void end() {
            ended = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            int idle = 0;
            while (!ended) {
                if (turn() > 0) {
                    idle = 0;
                } else if (!parks || ++idle < SPINS) {
                    Thread.onSpinWait();
                } else {
                    sleep();
                    idle = 0;
                }
            }
        }

        private int turn() {
            int handled = 0;
            for (Lane lane : served) {
                Sink sink = lane.sink();
                handled += lane.queue().drain(sink::handle, TURN);
            }
            return handled;
        }

        private void sleep() {
            asleep = true;
            VarHandle.fullFence(); // we are seen asleep before we look for events the last time
            for (Lane lane : served) {
                if (!lane.queue().isEmpty()) {
                    asleep = false;
                    return;
                }
            }
            while (asleep && !ended) {
                LockSupport.park(this);
            }
        }
    }
}
