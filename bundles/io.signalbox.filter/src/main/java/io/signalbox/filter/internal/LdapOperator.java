package io.signalbox.filter.internal;

/** How a value is compared. */
enum LdapOperator {
    EQUAL,
    APPROX,
    AT_LEAST,
    AT_MOST;

    /** Whether it is true of values that have an order; approximately means equal there. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL, APPROX -> comparison == 0;
            case AT_LEAST -> comparison >= 0;
            case AT_MOST -> comparison <= 0;
        };
    }
}
