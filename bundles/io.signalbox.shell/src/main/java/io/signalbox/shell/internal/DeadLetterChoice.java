package io.signalbox.shell.internal;

import io.signalbox.api.DeadLetter;
import io.signalbox.api.EventFilter;
import io.signalbox.api.EventPattern;
import io.signalbox.api.spi.FilterLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which dead letters a command is about.
 *
 * @param everything whether {@code --all} was said
 * @param ids those that were named; empty if none were
 * @param conditions what a letter must be, if none were named
 */
record DeadLetterChoice(boolean everything, Set<Long> ids, List<Predicate<DeadLetter>> conditions) {
    static final String USAGE = "ID... | --all | [--subscription NAME] [--type PATTERN] [--filter LANGUAGE:TEXT|WORDS]";

    /** @throws IllegalArgumentException if the arguments are not those of the usage */
    static DeadLetterChoice parse(List<FilterLanguage> languages, String... arguments) {
        boolean everything = false;
        Set<Long> ids = new TreeSet<>();
        List<Predicate<DeadLetter>> conditions = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--all")) {
                everything = true;
            } else if (argument.startsWith("-")) {
                String value = i + 1 < arguments.length ? arguments[++i] : "";
                conditions.add(condition(languages, argument, value));
            } else {
                ids.add(id(argument));
            }
        }
        int ways = (everything ? 1 : 0) + (ids.isEmpty() ? 0 : 1) + (conditions.isEmpty() ? 0 : 1);
        if (ways > 1) {
            throw new IllegalArgumentException("ids, --all and conditions exclude each other; usage: " + USAGE);
        }
        return new DeadLetterChoice(everything, ids, conditions);
    }

    private static Predicate<DeadLetter> condition(List<FilterLanguage> languages, String option, String value) {
        if (!option.matches("--(subscription|type|filter)")) {
            throw new IllegalArgumentException("'" + option + "' is not understood; usage: " + USAGE);
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value; usage: " + USAGE);
        }
        if (option.equals("--subscription")) {
            return letter -> letter.subscription().equals(value);
        }
        if (option.equals("--type")) {
            EventPattern pattern = TailRequest.pattern(value);
            return letter -> pattern.matches(letter.event().eventType());
        }
        Optional<EventFilter> filter = languages.stream()
                .filter(language -> value.startsWith(language.name() + ":"))
                .findFirst()
                .map(language ->
                        language.compile(value.substring(language.name().length() + 1)));
        return filter.isPresent() ? letter -> filter.get().matches(letter.event()) : letter -> contains(letter, value);
    }

    private static boolean contains(DeadLetter letter, String words) {
        String text = letter.event().eventType() + " " + letter.event().orderingKey() + " " + letter.event() + " "
                + letter.cause();
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no dead letter's id; usage: " + USAGE, e);
        }
    }

    /** Whether nothing was said. */
    boolean isEmpty() {
        return !everything && ids.isEmpty() && conditions.isEmpty();
    }

    /**
     * Those of the letters that are meant, in their order.
     *
     * @throws IllegalArgumentException if one that was named is not among them
     */
    List<DeadLetter> of(List<DeadLetter> letters) {
        if (ids.isEmpty()) {
            return letters.stream()
                    .filter(letter -> conditions.stream().allMatch(each -> each.test(letter)))
                    .toList();
        }
        List<DeadLetter> named =
                letters.stream().filter(letter -> ids.contains(letter.id())).toList();
        Set<Long> unknown = new TreeSet<>(ids);
        named.forEach(letter -> unknown.remove(letter.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no dead letter "
                    + unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + "; bus:deadletters lists those there are");
        }
        return named;
    }
}
