package io.signalbox.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One JMH benchmark with fixed parameters.
 *
 * @param title what the table calls it
 * @param benchmark class and method
 * @param params all parameters but the candidate
 * @param figures {@link #SCORE}, {@link #BYTES}, or the names of a group's methods
 */
record JmhMeasure(String title, String benchmark, Map<String, String> params, List<String> figures) implements Measure {
    static final String SCORE = "score";
    static final String BYTES = "B/op";

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public Map<String, Double> run(String candidate, Form form) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark.replace(".", "\\.") + "$")
                .param("candidate", candidate)
                .forks(1)
                .warmupIterations(form.warmUps())
                .warmupTime(TimeValue.milliseconds(form.millis()))
                .measurementIterations(form.iterations())
                .measurementTime(TimeValue.milliseconds(form.millis()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        params.forEach(options::param);
        try {
            return figures(new Runner(options.build()).run().iterator().next());
        } catch (RunnerException e) {
            throw new IllegalStateException(benchmark + " fails with " + candidate, e);
        }
    }

    private static Map<String, Double> figures(RunResult run) {
        Map<String, Double> figures = new HashMap<>();
        figures.put(SCORE, median(run.getPrimaryResult()));
        run.getSecondaryResults().forEach((name, result) -> {
            String plain = name.startsWith("·") ? name.substring(1) : name;
            figures.put(plain.equals(ALLOCATED) ? BYTES : plain, median(result));
        });
        return figures;
    }

    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }
}
