package io.signalbox.bench.candidate;

import java.util.List;
import java.util.ServiceLoader;

/** Every candidate by its name: floors and peers here, subjects as Java services. */
public final class Candidates {

    private Candidates() {}

    public static SyncBus sync(String name) {
        return switch (name) {
            case "loop" -> new LoopBus();
            case "cow-map" -> new CowMapBus();
            case "guava" -> new GuavaBus();
            case "mbassador" -> new MBassadorBus();
            case "felix-nt" -> new FelixBus();
            default -> subject(name).sync();
        };
    }

    /** Opens a candidate whose handlers run on {@code workers} threads of its own; the peers have one handler, one thread. */
    public static AsyncBus async(String name, List<Sink> handlers, int workers) {
        return switch (name) {
            case "mpsc-spin" -> new MpscBus(handlers, workers, false);
            case "mpsc-park" -> new MpscBus(handlers, workers, true);
            case "disruptor" -> new DisruptorBus(only(handlers));
            case "submission" -> new SubmissionBus(only(handlers));
            case "guava-async" -> new GuavaAsyncBus(only(handlers));
            case "felix-post" -> new FelixPostBus(only(handlers));
            default -> subject(name).async(handlers, workers);
        };
    }

    private static Sink only(List<Sink> handlers) {
        if (handlers.size() != 1) {
            throw new IllegalArgumentException("a peer serves one handler here, was given " + handlers.size());
        }
        return handlers.get(0);
    }

    /** Opens a subject whose processor can be replaced. */
    public static SwappableBus swappable(String name, Sink handler) {
        return subject(name).swappable(handler);
    }

    /** The names of all subjects; those that publish by a handle only if they are wanted. */
    public static List<String> subjects(boolean handles) {
        return ServiceLoader.load(Subject.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(subject -> handles || !subject.byHandle())
                .map(Subject::name)
                .sorted()
                .toList();
    }

    private static Subject subject(String name) {
        for (Subject subject : ServiceLoader.load(Subject.class)) {
            if (subject.name().equals(name)) {
                return subject;
            }
        }
        throw new IllegalArgumentException("no candidate is named '" + name + "'");
    }
}
