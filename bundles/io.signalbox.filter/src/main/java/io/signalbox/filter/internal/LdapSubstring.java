package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code (property=first*middle*last)}: true of texts, and of lists and arrays with such a text.
 *
 * @param first what it begins with; may be empty
 * @param middle what follows, in this order, without overlapping
 * @param last what it ends with; may be empty
 */
record LdapSubstring(Property property, String first, List<String> middle, String last) implements LdapNode {

    @Override
    public boolean test(DomainEvent event, Map<String, Object> properties) {
        return fits(property.of(event, properties));
    }

    private boolean fits(Object value) {
        if (value instanceof String text) {
            return fits(text);
        }
        if (value instanceof Collection<?> several) {
            for (Object each : several) {
                if (fits(each)) {
                    return true;
                }
            }
        } else if (value instanceof Object[] several) {
            for (Object each : several) {
                if (fits(each)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean fits(String text) {
        if (!text.startsWith(first)) {
            return false;
        }
        int from = first.length();
        for (int i = 0; i < middle.size(); i++) {
            int found = text.indexOf(middle.get(i), from);
            if (found < 0) {
                return false;
            }
            from = found + middle.get(i).length();
        }
        return text.length() - last.length() >= from && text.endsWith(last);
    }

    @Override
    public void addTo(Set<Property> read) {
        read.add(property);
    }
}
