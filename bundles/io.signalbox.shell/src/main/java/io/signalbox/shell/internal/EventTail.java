package io.signalbox.shell.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EnhancedEventHandler;
import io.signalbox.api.EventSubscriptionId;
import io.signalbox.api.Gap;
import io.signalbox.api.OverflowPolicy;
import io.signalbox.api.ProcessingMode;
import io.signalbox.api.SubscriptionOptions;
import io.signalbox.api.UnifiedEventBus;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Shows events on a terminal as they pass. A slow terminal costs the bus nothing: the oldest waiting events are
 * dropped, and how many is shown. One use, by one thread.
 */
final class EventTail {
    private static final int WAITING_LINES = 256;
    private static final long LOOK_MILLIS = 100;

    private final UnifiedEventBus bus;
    private final BooleanSupplier busPresent;
    private final InputStream in;
    private final PrintStream out;

    EventTail(UnifiedEventBus bus, BooleanSupplier busPresent, InputStream in, PrintStream out) {
        this.bus = bus;
        this.busPresent = busPresent;
        this.in = in;
        this.out = out;
    }

    /**
     * Prints events until as many as asked for have come, or the bus goes away, or Enter is pressed, if the stream
     * tells that without waiting (jline's does not). The subscription has ended when this returns or throws.
     *
     * @throws InterruptedException on Ctrl-C
     */
    void run(TailRequest request) throws InterruptedException, IOException {
        SubscriptionOptions options = SubscriptionOptions.builder()
                .mode(ProcessingMode.ASYNC)
                .overflow(OverflowPolicy.DROP_OLDEST)
                .build();
        Lines lines = new Lines();
        EventSubscriptionId id = bus.subscribe(request.pattern().text(), lines, options);
        try {
            long left = request.count();
            while (left > 0 && !enterPressed()) {
                if (!busPresent.getAsBoolean()) {
                    out.println("the bus went away");
                    return;
                }
                String line = lines.next();
                if (line != null) {
                    out.println(line);
                    left--;
                }
            }
        } finally {
            bus.unsubscribe(id);
            out.flush();
        }
    }

    private boolean enterPressed() throws IOException {
        while (in.available() > 0) {
            int key = in.read();
            if (key == '\n' || key == '\r') {
                return true;
            }
        }
        return false;
    }

    /** From the bus's threads to the command's: a bounded row of lines that never makes the bus wait. */
    private static final class Lines implements EnhancedEventHandler {
        private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_LINES);
        private final AtomicLong missed = new AtomicLong();

        @Override
        public void handle(DomainEvent event) {
            String line = EventLine.of(event);
            while (!waiting.offer(line)) {
                if (waiting.poll() != null) {
                    missed.incrementAndGet();
                }
            }
        }

        @Override
        public void missed(Gap gap) {
            missed.addAndGet(gap.lost());
        }

        @Override
        public String name() {
            return "bus:tail";
        }

        String next() throws InterruptedException {
            String line = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (line == null) {
                return null;
            }
            long lost = missed.getAndSet(0);
            return lost == 0 ? line : "... " + lost + " events not shown" + System.lineSeparator() + line;
        }
    }
}
