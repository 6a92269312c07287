package io.signalbox.bench.candidate;

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

    private static Subject subject(String name) {
        for (Subject subject : ServiceLoader.load(Subject.class)) {
            if (subject.name().equals(name)) {
                return subject;
            }
        }
        throw new IllegalArgumentException("no candidate is named '" + name + "'");
    }
}
