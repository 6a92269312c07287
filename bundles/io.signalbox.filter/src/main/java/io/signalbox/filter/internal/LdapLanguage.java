package io.signalbox.filter.internal;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;

/**
 * {@code ldap:(&(vm_id=vm-1)(size>=4096))}: the OSGi filter syntax over {@link
 * io.signalbox.api.DomainEvent#eventProperties()} and the event's own {@code eventType}, {@code orderingKey} and {@code
 * version}.
 *
 * <p>It means what {@code org.osgi.framework.Filter#matches(Map)} means: names are looked up as they are written, in the
 * same case, and the type of a property decides how the value beside it is read.
 */
final class LdapLanguage implements FilterLanguage {
    static final String NAME = "ldap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EventFilter compile(String text) {
        return new LdapFilter(new LdapParser(text).parse());
    }
}
