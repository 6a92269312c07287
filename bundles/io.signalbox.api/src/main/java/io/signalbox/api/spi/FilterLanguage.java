package io.signalbox.api.spi;

import io.signalbox.api.EventFilter;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes filters out of text, so that a subscription can say {@code NAME:TEXT} in place of a filter's name. An OSGi
 * service; of several with one name the highest {@code service.ranking} counts. Safe for any thread.
 */
@ConsumerType
public interface FilterLanguage {

    /** What stands before the colon: lower-case letters, such as {@code ldap}. */
    String name();

    /**
     * The filter that {@code text} means. A filter keeps nothing of a subscription: equal texts may share one.
     *
     * @throws IllegalArgumentException if the text is malformed; the message says where and what is expected
     */
    EventFilter compile(String text);
}
