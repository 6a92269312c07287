package io.signalbox.filter.cel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.spi.FilterLanguageContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelLanguageTest extends FilterLanguageContract {
    private final List<EventFilter> handedOver = new ArrayList<>();

    @Override
    protected FilterLanguage create() {
        return new CelLanguage(filter -> {
            handedOver.add(filter);
            return filter;
        });
    }

    @Override
    protected String text() {
        return "event.type.startsWith('memory.') && properties.vm_id == 'vm-1' && properties['size'] >= 4096";
    }

    @Override
    protected SampleEvent wanted() {
        return new SampleEvent("memory.mapped", "vm-1", 2, Map.of("vm_id", "vm-1", "size", 8192L, "why", "x"));
    }

    @Override
    protected SampleEvent unwanted() {
        return wanted().with("size", 4095L);
    }

    @Override
    protected List<String> malformed() {
        return List.of("", "a ==", "event.type", "event.type == 1", "unheard == 1", "event.other == 1", "1 + 1", "(");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.version == 2",
                "event.key == 'vm-1'",
                "properties.size == 8192",
                "properties.size > 8191.5",
                "properties.small == 7",
                "properties.half == 0.5",
                "properties.tags.exists(t, t == 'b')",
                "properties.numbers.all(n, n < 10)",
                "'a' in properties.tags",
                "has(properties.vm_id) && !has(properties.other)",
                "properties.exists(name, name == 'flag') && properties.flag",
                "properties.vm_id.matches('vm-[0-9]+')",
                "size(properties.tags) == 2 ? true : false",
            })
    void theLanguageIsWhole(String text) {
        SampleEvent event = wanted().with("small", (short) 7)
                .with("half", 0.5f)
                .with("tags", List.of("a", "b"))
                .with("numbers", List.of(1, 2))
                .with("flag", true);

        assertThat(language.compile(text).matches(event)).describedAs(text).isTrue();
    }

    @Test
    void anExpressionThatAsksForAPropertyThatIsNotThereIsNotTrue() {
        assertThat(language.compile("properties.other == 1").matches(wanted())).isFalse();
        assertThat(language.compile("properties.other != 1").matches(wanted())).isFalse();
        assertThat(language.compile("properties.other == 1 || event.version == 2")
                        .matches(wanted()))
                .isTrue();
    }

    @Test
    void whatElseGoesWrongIsThrownAndNamesTheExpression() {
        EventFilter filter = language.compile("properties.vm_id > 5");

        assertThatThrownBy(() -> filter.matches(wanted()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cel: ")
                .hasMessageEndingWith(" in 'properties.vm_id > 5'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "properties.a == 1 && properties['b'] == 2; a,b",
                "event.type == 'x' || event.key == 'y' || event.version > 1; eventType,orderingKey,version",
                "has(properties.a) ? properties.b.c == 1 : false; a,b",
                "properties.list.exists(x, x == properties.y); list,y",
                "[properties.a, 1].size() == 2 && {'k': properties.b}.k == 1; a,b",
            })
    void readsWhatItNames(String text, String reads) {
        assertThat(language.compile(text).reads()).containsExactlyInAnyOrder(reads.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties.exists(name, name == 'a')",
                "properties[event.key] == 1",
                "size(properties) > 1",
                "properties == {'a': 1}",
                "[properties].size() == 1",
                "true",
            })
    void saysNothingWhereItMayReadAnything(String text) {
        assertThat(language.compile(text).reads()).isEmpty();
    }

    @Test
    void requiresTheTextsThatAllHaveToEqual() {
        assertThat(language.compile("properties.a == 'x' && ('y' == properties['b'] && properties.c > 1)")
                        .requires())
                .isEqualTo(Map.of("a", "x", "b", "y"));
        assertThat(language.compile("properties.a == 'x' || properties.b == 'y'")
                        .requires())
                .isEmpty();
        assertThat(language.compile("properties.a == 1 && !(properties.b == 'y')")
                        .requires())
                .isEmpty();
    }

    @Test
    void everyFilterIsHandedToTheCache() {
        EventFilter filter = language.compile("properties.a == 1");

        assertThat(handedOver).containsExactly(filter);
    }
}
