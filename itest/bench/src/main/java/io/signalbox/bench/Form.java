package io.signalbox.bench;

/**
 * How long a run is.
 *
 * @param rounds how many times every candidate is measured in turn, each time in a JVM of its own
 * @param warmUps iterations that are not counted
 * @param iterations iterations that are counted
 * @param millis how long an iteration takes
 */
record Form(int rounds, int warmUps, int iterations, int millis) {

    /** Says that everything runs, and what allocates; its times mean nothing. */
    static final Form SHORT = new Form(1, 1, 1, 100);

    /** Times that may be quoted. */
    static Form ofRounds(int rounds) {
        return new Form(rounds, 4, 5, 500);
    }
}
