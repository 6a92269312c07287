package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code vm:vm-1,vm-2}: events of these VMs. A VM event's ordering key is its VM's id, and a look at that costs nothing;
 * events that keep a VM's id in a property alone are found by {@code ldap:(vm_id=vm-1)}.
 */
final class VmLanguage implements FilterLanguage {

    @Override
    public String name() {
        return "vm";
    }

    @Override
    public EventFilter compile(String text) {
        return new VmFilter(CommaList.of(name(), text, "a VM's id").stream()
                .map(CommaList.Item::text)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private record VmFilter(Set<String> ids) implements EventFilter {
        @Override
        public boolean matches(DomainEvent event) {
            return ids.contains(event.orderingKey());
        }

        @Override
        public Set<String> reads() {
            return Set.of(ORDERING_KEY);
        }
    }
}
