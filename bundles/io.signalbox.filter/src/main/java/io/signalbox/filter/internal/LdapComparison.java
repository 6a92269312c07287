package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * {@code (property=value)} and its kin. The type of the property decides how the value is read; of a list or array, one
 * element that fits is enough; a property that is absent, or neither text, number, boolean, character nor a list of
 * these, never fits.
 */
record LdapComparison(Property property, LdapOperator operator, LdapOperand operand) implements LdapNode {

    @Override
    public boolean test(DomainEvent event, Map<String, Object> properties) {
        return fits(property.of(event, properties));
    }

    private boolean fits(Object value) {
        if (value instanceof String text) {
            return operand.test(operator, text);
        } else if (value instanceof Integer number) {
            return operand.test(operator, number.longValue());
        } else if (value instanceof Long number) {
            return operand.test(operator, number.longValue());
        } else if (value instanceof Boolean truth) {
            return operand.test(operator, truth.booleanValue());
        } else if (value instanceof Double number) {
            return operand.test(operator, number.doubleValue());
        } else if (value instanceof Collection<?> several) {
            return oneFits(several);
        } else {
            return rarerFits(value);
        }
    }

    private boolean rarerFits(Object value) {
        if (value instanceof Float number) {
            return operand.test(operator, number.floatValue());
        } else if (value instanceof Short number) {
            return operand.test(operator, number.longValue());
        } else if (value instanceof Byte number) {
            return operand.test(operator, number.longValue());
        } else if (value instanceof Character letter) {
            return operand.test(operator, letter.charValue());
        } else if (value instanceof BigInteger number) {
            return operand.test(operator, number);
        } else if (value instanceof BigDecimal number) {
            return operand.test(operator, number);
        } else {
            return value != null && value.getClass().isArray() && oneFitsIn(value);
        }
    }

    private boolean oneFits(Collection<?> several) {
        for (Object each : several) {
            if (fits(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean oneFitsIn(Object array) {
        for (int i = 0; i < Array.getLength(array); i++) {
            if (fits(Array.get(array, i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void addTo(Set<Property> read) {
        read.add(property);
    }
}
