package io.signalbox.bench;

import java.util.List;
import java.util.Map;

/** Something that can be measured of a candidate; each run starts a JVM. */
interface Measure {

    /** What the table calls it. */
    String title();

    /** The names of the figures of one run, those first that are compared with the floor's. */
    List<String> figures();

    /** Runs it once and returns the figures by name. */
    Map<String, Double> run(String candidate, Form form);
}
