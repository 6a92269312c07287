package io.signalbox.filter.internal;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The text on the right of a comparison and every number that it may mean, found once so that no event pays for it. What
 * it means depends on the value that it is compared with, as OSGi Core 8, 101.2.2 has it.
 */
final class LdapOperand {
    private final String text;
    private final Long whole;
    private final Double wide;
    private final Float narrow;
    private final boolean truth;
    private final BigInteger integer;
    private final BigDecimal decimal;

    LdapOperand(String text) {
        this.text = text;
        String trimmed = text.trim();
        whole = number(trimmed, Long::valueOf);
        wide = number(trimmed, Double::valueOf);
        narrow = number(trimmed, Float::valueOf);
        integer = number(trimmed, BigInteger::new);
        decimal = number(trimmed, BigDecimal::new);
        truth = Boolean.parseBoolean(trimmed);
    }

    private interface Reading<T> {
        T of(String text);
    }

    private static <T> T number(String text, Reading<T> reading) {
        try {
            return reading.of(text);
        } catch (NumberFormatException e) {
            return null; // it is no such number, and then no comparison with one is true
        }
    }

    String text() {
        return text;
    }

    boolean test(LdapOperator operator, String value) {
        return switch (operator) {
            case EQUAL -> value.equals(text);
            case APPROX -> alike(value, text);
            case AT_LEAST -> value.compareTo(text) >= 0;
            case AT_MOST -> value.compareTo(text) <= 0;
        };
    }

    boolean test(LdapOperator operator, long value) {
        return whole != null && operator.holds(Long.compare(value, whole));
    }

    boolean test(LdapOperator operator, double value) {
        return wide != null && operator.holds(Double.compare(value, wide));
    }

    boolean test(LdapOperator operator, float value) {
        return narrow != null && operator.holds(Float.compare(value, narrow));
    }

    boolean test(LdapOperator operator, BigInteger value) {
        return integer != null && operator.holds(value.compareTo(integer));
    }

    boolean test(LdapOperator operator, BigDecimal value) {
        return decimal != null && operator.holds(value.compareTo(decimal));
    }

    /** False comes before true. */
    boolean test(LdapOperator operator, boolean value) {
        return operator.holds(Boolean.compare(value, truth));
    }

    boolean test(LdapOperator operator, char value) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (operator == LdapOperator.APPROX) {
            return sameLetter(value, first);
        }
        return operator.holds(Character.compare(value, first));
    }

    /** Whether they are the same but for blanks and the case of letters. */
    private static boolean alike(String one, String other) {
        int i = 0;
        int j = 0;
        while (true) {
            while (i < one.length() && Character.isWhitespace(one.charAt(i))) {
                i++;
            }
            while (j < other.length() && Character.isWhitespace(other.charAt(j))) {
                j++;
            }
            if (i == one.length() || j == other.length()) {
                return i == one.length() && j == other.length();
            }
            if (!sameLetter(one.charAt(i++), other.charAt(j++))) {
                return false;
            }
        }
    }

    private static boolean sameLetter(char one, char other) {
        char upper = Character.toUpperCase(one);
        char otherUpper = Character.toUpperCase(other);
        return one == other || upper == otherUpper || Character.toLowerCase(upper) == Character.toLowerCase(otherUpper);
    }
}
