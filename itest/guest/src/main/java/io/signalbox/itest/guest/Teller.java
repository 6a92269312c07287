package io.signalbox.itest.guest;

import io.signalbox.api.EventBusStats;
import io.signalbox.api.view.BusView;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tells the counters of the bus and one of its settings, five times a second. */
@Component(
        service = {},
        immediate = true)
public final class Teller {
    private final BusView view;
    private final ExecutorService clock;

    @Activate
    public Teller(@Reference BusView view) {
        this.view = view;
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(this::tell, 0, 200, TimeUnit.MILLISECONDS);
        clock = timer;
    }

    private void tell() {
        EventBusStats stats = view.stats();
        System.out.println("stats drainDeadline="
                + view.config().drainDeadline().toMillis() + " published=" + stats.published() + " offered="
                + stats.offered() + " delivered=" + stats.delivered() + " filtered=" + stats.filtered() + " parked="
                + stats.parked() + " dropped=" + stats.totalDropped() + " queued=" + stats.queued() + " quarantined="
                + stats.quarantined());
    }

    @Deactivate
    void stop() {
        clock.shutdownNow();
    }
}
