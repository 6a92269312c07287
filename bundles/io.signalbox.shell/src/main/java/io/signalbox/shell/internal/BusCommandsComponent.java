package io.signalbox.shell.internal;

import io.signalbox.api.DeadLetters;
import io.signalbox.api.UnifiedEventBus;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.view.BusView;
import io.signalbox.api.view.FilterCacheView;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Plugs {@code bus:stats}, {@code bus:tail} and the commands for dead letters into the shell. Gogo finds commands by service properties, so nothing
 * of Gogo is needed here, and without Gogo this is a service that nobody uses. The commands stay while the bus is
 * away, and say so.
 */
@Component(
        service = BusCommandsComponent.class,
        property = {
            "osgi.command.scope=bus",
            "osgi.command.function=stats",
            "osgi.command.function=tail",
            "osgi.command.function=deadletters",
            "osgi.command.function=redrive",
            "osgi.command.function=discard"
        })
public final class BusCommandsComponent {
    private static final String NO_BUS = "the bus is away: no UnifiedEventBus service; its bundle is io.signalbox.core";
    private static final String NO_LETTERS = "the bus is away: no DeadLetters service; its bundle is io.signalbox.core";
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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile DeadLetters letters;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<FilterCacheView> caches = List.of();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<FilterLanguage> languages = List.of();

    /** {@code bus:stats}: the counters, the subscriptions, what waits for another try, the processors. */
    public void stats() {
        BusView now = view;
        System.out.println(now == null ? NO_VIEW : StatsText.of(now, caches));
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

    /** {@code bus:deadletters [ID...|conditions]}: lists what could not be delivered, or shows some of it whole. */
    public void deadletters(String... arguments) {
        run(commands -> commands.show(arguments));
    }

    /** {@code bus:redrive ID...|--all|conditions}: offers dead letters to their subscriptions once more. */
    public void redrive(String... arguments) {
        run(commands -> commands.redrive(arguments));
    }

    /** {@code bus:discard ID...|--all|conditions}: gives dead letters up. */
    public void discard(String... arguments) {
        run(commands -> commands.discard(arguments));
    }

    private void run(Function<DeadLetterCommands, String> command) {
        DeadLetters now = letters;
        System.out.println(
                now == null ? NO_LETTERS : command.apply(new DeadLetterCommands(now, languages, Clock.systemUTC())));
    }
}
