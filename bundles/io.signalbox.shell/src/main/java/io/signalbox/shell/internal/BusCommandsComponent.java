package io.signalbox.shell.internal;

import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.view.BusView;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Plugs {@code bus:stats} and {@code bus:tail} into the shell. Gogo finds commands by service properties, so nothing
 * of Gogo is needed here, and without Gogo this is a service that nobody uses. The commands stay while the bus is
 * away, and say so.
 */
@Component(
        service = BusCommandsComponent.class,
        property = {"osgi.command.scope=bus", "osgi.command.function=stats", "osgi.command.function=tail"})
public final class BusCommandsComponent {
    private static final String NO_BUS = "the bus is away: no UnifiedEventBus service; its bundle is io.signalbox.core";
    private static final String NO_VIEW = "the bus shows nothing: no BusView service; its bundle is io.signalbox.core";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile UnifiedEventBus bus;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile BusView view;

    /** {@code bus:stats}: the counters, the subscriptions, the processors. */
    public void stats() {
        BusView now = view;
        System.out.println(now == null ? NO_VIEW : StatsText.of(now));
    }

    /** {@code bus:tail [-n COUNT] [TYPE]}: prints events until Ctrl-C, or COUNT of them. */
    public void tail(String... arguments) throws IOException {
        UnifiedEventBus now = bus;
        if (now == null) {
            System.out.println(NO_BUS);
            return;
        }
        TailRequest request;
        try {
            request = TailRequest.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.out.println("bus:tail: " + e.getMessage());
            return;
        }
        // This command's own streams: Gogo gives each command thread its own.
        try {
            new EventTail(now, () -> now == bus, System.in, System.out).run(request);
        } catch (InterruptedException ctrlC) {
            System.out.println();
        }
    }
}
