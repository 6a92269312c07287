package io.signalbox.filter.internal;

import io.signalbox.api.spi.FilterLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The languages that this bundle speaks. */
final class Languages {
    private Languages() {}

    /** @param nanoClock as {@link System#nanoTime} */
    static List<FilterLanguage> all(LongSupplier nanoClock) {
        List<FilterLanguage> languages = new ArrayList<>(List.of(
                new LdapLanguage(),
                new TypeLanguage(),
                new VmLanguage(),
                new AddressLanguage(),
                new SeverityLanguage(),
                new SampleLanguage(),
                new RateLanguage(nanoClock)));
        languages.add(new NotLanguage(List.copyOf(languages)));
        return List.copyOf(languages);
    }
}
