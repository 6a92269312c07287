package io.signalbox.shell.internal;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.DeadLetters;
import io.signalbox.api.spi.FilterLanguage;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code bus:deadletters}, {@code bus:redrive} and {@code bus:discard}; each returns what to print. */
final class DeadLetterCommands {
    private final DeadLetters letters;
    private final List<FilterLanguage> languages;
    private final Clock clock;

    DeadLetterCommands(DeadLetters letters, List<FilterLanguage> languages, Clock clock) {
        this.letters = letters;
        this.languages = List.copyOf(languages);
        this.clock = clock;
    }

    private interface Command {
        String run(DeadLetterChoice choice);
    }

    private String run(String name, Command command, String... arguments) {
        try {
            return command.run(DeadLetterChoice.parse(languages, arguments));
        } catch (IllegalArgumentException e) {
            return name + ": " + e.getMessage();
        }
    }

    String show(String... arguments) {
        return run("bus:deadletters", this::show, arguments);
    }

    String redrive(String... arguments) {
        return run("bus:redrive", this::redrive, arguments);
    }

    String discard(String... arguments) {
        return run("bus:discard", this::discard, arguments);
    }

    private String show(DeadLetterChoice choice) {
        List<DeadLetter> known = letters.list();
        List<DeadLetter> chosen = choice.of(known);
        if (choice.ids().isEmpty()) {
            return DeadLetterText.list(chosen, known.size(), clock.instant());
        }
        return chosen.stream()
                .map(letter -> DeadLetterText.whole(letter, clock.instant()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String redrive(DeadLetterChoice choice) {
        Set<Long> chosen = chosen(choice);
        int redriven = letters.redrive(among(chosen));
        int stayed = chosen.size() - redriven;
        return "redriven " + redriven + " of " + chosen.size()
                + (stayed == 0
                        ? ""
                        : "; " + stayed + " not: their subscription is gone, or refuses them, or cannot be given their"
                                + " version; bus:stats tells of subscriptions");
    }

    private String discard(DeadLetterChoice choice) {
        Set<Long> chosen = chosen(choice);
        return "discarded " + letters.discard(among(chosen)) + " of " + chosen.size();
    }

    /** The ids now, so that the bus is not held up while the letters are looked at. */
    private Set<Long> chosen(DeadLetterChoice choice) {
        if (choice.isEmpty()) {
            throw new IllegalArgumentException("say which; usage: " + DeadLetterChoice.USAGE);
        }
        return choice.of(letters.list()).stream().map(DeadLetter::id).collect(Collectors.toSet());
    }

    private static Predicate<DeadLetter> among(Set<Long> ids) {
        return letter -> ids.contains(letter.id());
    }
}
