package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An LDAP filter, ready to be asked. */
final class LdapFilter implements EventFilter {
    private final LdapNode root;
    private final Set<String> reads;
    private final Map<String, Object> requires;
    private final boolean needsProperties;

    LdapFilter(LdapNode root) {
        this.root = root;
        Set<Property> read = new HashSet<>();
        root.addTo(read);
        needsProperties = read.stream().anyMatch(Property::isListed);
        reads = read.stream().map(Property::name).collect(Collectors.toUnmodifiableSet());
        Map<String, Object> required = new HashMap<>();
        require(root, required);
        requires = Map.copyOf(required);
    }

    /**
     * What the conjuncts ask to be equal. A name is compared exactly here as it is when the filter is asked, so a look-up
     * under the exact name finds what the filter would find. Of two values for one name the first is kept: no text can
     * be equal to both, and to leave one out of an index is always right.
     */
    private static void require(LdapNode node, Map<String, Object> required) {
        if (node instanceof LdapNode.And and) {
            and.parts().forEach(part -> require(part, required));
        } else if (node instanceof LdapComparison comparison
                && comparison.operator() == LdapOperator.EQUAL
                && comparison.property().isListed()) {
            required.putIfAbsent(
                    comparison.property().name(), comparison.operand().text());
        }
    }

    @Override
    public boolean matches(DomainEvent event) {
        return root.test(event, needsProperties ? event.eventProperties() : Map.of());
    }

    @Override
    public Set<String> reads() {
        return reads;
    }

    @Override
    public Map<String, Object> requires() {
        return requires;
    }
}
