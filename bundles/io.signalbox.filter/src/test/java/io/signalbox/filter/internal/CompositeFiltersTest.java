package io.signalbox.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.spi.FilterLanguageContract.SampleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompositeFiltersTest implements CompositeFilters.Offers {
    private final Map<String, EventFilter> offered = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private final EventFilterCache cache = new EventFilterCache(100);
    private final CompositeFilters composites = new CompositeFilters(cache, this);
    private final List<String> refusals = new ArrayList<>();

    CompositeFiltersTest() {
        Languages.all(() -> 0).forEach(language -> composites.addLanguage(language, 0));
    }

    @Override
    public Runnable offer(String name, EventFilter filter) {
        offered.put(name, filter);
        return () -> offered.remove(name);
    }

    @Override
    public void refused(String name, String reason) {
        refused.add(name + ": " + reason);
    }

    private CompositeSettings read(CompositeSettings inForce, String name, Map<String, Object> more) {
        Map<String, Object> properties = new TreeMap<>(more);
        properties.put("service.pid", CompositeSettings.PID + "~" + name);
        return CompositeSettings.read(properties, inForce, composites::check, refusals::add);
    }

    private void define(String name, Map<String, Object> settings) {
        composites.define(name, read(CompositeSettings.NOTHING, name, settings));
    }

    private boolean wants(String name, Map<String, Object> properties) {
        return offered.get(name).matches(new SampleEvent("vm.started", "vm-1", 1, properties));
    }

    @Test
    void allAnyAndNotAreCombined() {
        define("mixed", Map.of("all", "type:vm.*; vm:vm-1,vm-2", "any", "ldap:(a=1);ldap:(b=1)", "not", "ldap:(c=1)"));

        assertThat(wants("mixed", Map.of("a", 1))).isTrue();
        assertThat(wants("mixed", Map.of("b", 1))).isTrue();
        assertThat(wants("mixed", Map.of("b", 2))).isFalse();
        assertThat(wants("mixed", Map.of("a", 1, "c", 1))).isFalse();
    }

    @Test
    void aSemicolonIsWrittenTwiceOrComesInAList() {
        define("text", Map.of("all", "ldap:(a=x;;y)"));
        define("list", Map.of("all", new String[] {"ldap:(a=x;y)", "ldap:(b=1)"}));

        assertThat(wants("text", Map.of("a", "x;y"))).isTrue();
        assertThat(wants("list", Map.of("a", "x;y", "b", 1))).isTrue();
        assertThat(wants("list", Map.of("a", "x;y"))).isFalse();
    }

    @Test
    void aCompositeThatLacksAPartIsNotOfferedUntilItComes() {
        // given
        define("outer", Map.of("all", "inner; type:vm.*"));
        assertThat(offered).isEmpty();

        // when
        define("inner", Map.of("any", "ldap:(a=1); mine"));
        assertThat(offered).isEmpty();
        composites.addFilter("mine", event -> false, 0);

        // then
        assertThat(offered).containsOnlyKeys("inner", "outer");
        assertThat(wants("outer", Map.of("a", 1))).isTrue();
    }

    @Test
    void aCompositeGoesBeforeItsPartDoesAndComesBackWithTheNext() {
        // given
        EventFilter first = event -> true;
        composites.addFilter("mine", first, 0);
        define("inner", Map.of("all", "mine"));
        define("outer", Map.of("not", "inner"));
        assertThat(wants("outer", Map.of())).isFalse();

        // when
        composites.removeFilter("mine", first);

        // then
        assertThat(offered).isEmpty();
        composites.addFilter("mine", event -> false, 0);
        assertThat(wants("outer", Map.of())).isTrue();
    }

    @Test
    void theHighestRankingIsTaken() {
        define("one", Map.of("all", "mine"));
        EventFilter low = event -> false;
        EventFilter high = event -> true;

        composites.addFilter("mine", low, 0);
        composites.addFilter("mine", high, 5);

        assertThat(wants("one", Map.of())).isTrue();
        composites.removeFilter("mine", high);
        assertThat(wants("one", Map.of())).isFalse();
    }

    @Test
    void aCompositeThatLeadsBackToItselfIsRefused() {
        define("a", Map.of("all", "b"));
        define("b", Map.of("all", "c"));

        assertThatThrownBy(() -> define("c", Map.of("any", "type:x; a"))).hasMessage("filter 'c' is made of itself");
        assertThatThrownBy(() -> define("d", Map.of("not", "d"))).hasMessage("filter 'd' is made of itself");
    }

    @Test
    void anythingWrongIsRefusedByNameAndTheWholeFilterStaysAsItWas() {
        CompositeSettings inForce = read(CompositeSettings.NOTHING, "x", Map.of("all", "ldap:(a=1)"));

        CompositeSettings next = read(inForce, "x", Map.of("all", "ldap:(a=", "any", "type:t", "some", "y"));

        assertThat(next).isSameAs(inForce);
        assertThat(refusals).hasSize(2);
        assertThat(refusals.get(0))
                .startsWith("io.signalbox.filter-x: all must be names or LANGUAGE:TEXT, parted by ';' (ldap: expected")
                .endsWith("was 'ldap:(a='");
        assertThat(refusals.get(1)).startsWith("io.signalbox.filter-x: 'some' is unknown");
    }

    @Test
    void aLanguageThatComesLaterAndRefusesIsTold() {
        define("late", Map.of("all", "odd:text"));

        composites.addLanguage(
                new FilterLanguage() {
                    @Override
                    public String name() {
                        return "odd";
                    }

                    @Override
                    public EventFilter compile(String text) {
                        throw new UnsupportedOperationException("never");
                    }
                },
                0);

        assertThat(offered).isEmpty();
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0))
                .startsWith("late: filter language 'odd' failed:")
                .endsWith("never");
    }

    @Test
    void aCompositeOfManyPartsIsRememberedUnlessAPartCountsOrCannotSay() {
        String some = "ldap:(a=1); type:vm.*; vm:vm-1; ldap:(!(b=2))";
        define("few", Map.of("all", some));
        define("plain", Map.of("all", some, "not", "ldap:(c=1)"));
        define("counting", Map.of("all", some + "; sample:1/2"));

        wants("few", Map.of("a", 1));
        wants("plain", Map.of("a", 1));
        wants("plain", Map.of("a", 1));
        assertThat(wants("counting", Map.of("a", 1))).isTrue();
        assertThat(wants("counting", Map.of("a", 1))).isFalse();

        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(offered.get("plain").requires()).isEqualTo(Map.of("a", "1"));
        assertThat(offered.get("plain").reads()).containsExactlyInAnyOrder("a", "b", "c", "eventType", "orderingKey");
    }

    @Test
    void theNameIsThatOfTheFile() {
        Map<String, Object> properties = Map.of(
                "service.pid", "io.signalbox.filter.4711",
                "felix.fileinstall.filename", "file:/home/etc/io.signalbox.filter-noisy.cfg",
                "all", "type:x");

        CompositeSettings read =
                CompositeSettings.read(properties, CompositeSettings.NOTHING, composites::check, refusals::add);

        assertThat(read.name()).isEqualTo("noisy");
        assertThat(refusals).isEmpty();
    }
}
