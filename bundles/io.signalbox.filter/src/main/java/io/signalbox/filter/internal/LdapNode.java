package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of an LDAP filter. Immutable; a test allocates nothing. */
sealed interface LdapNode
        permits LdapNode.And, LdapNode.Or, LdapNode.Not, LdapNode.Present, LdapComparison, LdapSubstring {

    /** @param properties those of the event; may be empty if nothing asks for one */
    boolean test(DomainEvent event, Map<String, Object> properties);

    /** Adds whatever it looks at. */
    void addTo(Set<Property> read);

    /** Whether all are true. */
    record And(List<LdapNode> parts) implements LdapNode {
        @Override
        public boolean test(DomainEvent event, Map<String, Object> properties) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).test(event, properties)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void addTo(Set<Property> read) {
            parts.forEach(part -> part.addTo(read));
        }
    }

    /** Whether one is true. */
    record Or(List<LdapNode> parts) implements LdapNode {
        @Override
        public boolean test(DomainEvent event, Map<String, Object> properties) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).test(event, properties)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void addTo(Set<Property> read) {
            parts.forEach(part -> part.addTo(read));
        }
    }

    /** Whether it is not true. */
    record Not(LdapNode part) implements LdapNode {
        @Override
        public boolean test(DomainEvent event, Map<String, Object> properties) {
            return !part.test(event, properties);
        }

        @Override
        public void addTo(Set<Property> read) {
            part.addTo(read);
        }
    }

    /** Whether the event has the property. */
    record Present(Property property) implements LdapNode {
        @Override
        public boolean test(DomainEvent event, Map<String, Object> properties) {
            return property.of(event, properties) != null;
        }

        @Override
        public void addTo(Set<Property> read) {
            read.add(property);
        }
    }
}
