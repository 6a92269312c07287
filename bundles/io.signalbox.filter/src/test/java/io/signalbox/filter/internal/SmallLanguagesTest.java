package io.signalbox.filter.internal;

import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.spi.FilterLanguageContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Each of the small languages keeps the contract. */
class SmallLanguagesTest {

    private abstract static class Small extends FilterLanguageContract {
        private final String name;
        private final String text;
        private final SampleEvent wanted;
        private final SampleEvent unwanted;
        private final List<String> malformed;

        Small(String name, String text, SampleEvent wanted, SampleEvent unwanted, String... malformed) {
            this.name = name;
            this.text = text;
            this.wanted = wanted;
            this.unwanted = unwanted;
            this.malformed = List.of(malformed);
        }

        @Override
        protected FilterLanguage create() {
            return Languages.all(() -> 0).stream()
                    .filter(language -> language.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        protected String text() {
            return text;
        }

        @Override
        protected SampleEvent wanted() {
            return wanted;
        }

        @Override
        protected SampleEvent unwanted() {
            return unwanted;
        }

        @Override
        protected List<String> malformed() {
            return malformed;
        }
    }

    private static FilterLanguageContract.SampleEvent event(String type, String key, Map<String, Object> properties) {
        return new FilterLanguageContract.SampleEvent(type, key, 1, properties);
    }

    @Nested
    class Type extends Small {
        Type() {
            super(
                    "type",
                    "vm.started, memory.*",
                    event("memory.mapped", "k", Map.of()),
                    event("vm.stopped", "k", Map.of()),
                    "",
                    "a,",
                    "a,,b",
                    "*x",
                    "vm.st*");
        }
    }

    @Nested
    class Vm extends Small {
        Vm() {
            super("vm", "vm-1,vm-2", event("t", "vm-2", Map.of()), event("t", "vm-3", Map.of()), "", " ", ",vm-1");
        }
    }

    @Nested
    class Address extends Small {
        Address() {
            super(
                    "address",
                    "0x1000-0x1fff,0x5000",
                    event("t", "k", Map.of("addr", 0x1800L)),
                    event("t", "k", Map.of("addr", 0x2000L, "pc", 1L)),
                    "",
                    "x",
                    "0x",
                    "-1",
                    "0x+1",
                    "2-1",
                    "1-2-3",
                    "18446744073709551616",
                    "1,");
        }
    }

    @Nested
    class Severity extends Small {
        Severity() {
            super(
                    "severity",
                    "warn",
                    event("t", "k", Map.of("severity", "ERROR")),
                    event("t", "k", Map.of("severity", "info")),
                    "",
                    "LOUD",
                    "WARN,ERROR");
        }
    }

    @Nested
    class Sample extends Small {
        Sample() {
            super(
                    "sample",
                    "key 1/2",
                    event("t", "", Map.of()),
                    event("t", "vm-1", Map.of()),
                    "",
                    "1",
                    "2/3",
                    "1/0",
                    "1/1000000000",
                    "key1/2");
        }
    }

    @Nested
    class Not extends Small {
        Not() {
            super(
                    "not",
                    "ldap:(a=1)",
                    event("t", "k", Map.of("a", "2")),
                    event("t", "k", Map.of("a", "1")),
                    "",
                    "ldap",
                    "unheard:x",
                    "not:not:",
                    "name");
        }
    }
}
