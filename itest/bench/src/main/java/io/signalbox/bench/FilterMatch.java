package io.signalbox.bench;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.filter.cel.internal.BenchCel;
import io.signalbox.filter.internal.BenchFilters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;

/** What it costs to ask a filter, by what it is written in, and whether its answer is remembered. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterMatch {
    static final List<String> CANDIDATES =
            List.of("java", "osgi", "ldap", "ldap-cached", "composite", "composite-cached", "cel", "cel-cached");

    private static final String LDAP = "(&(vm_id=vm-1)(size>=4096))";
    private static final String CEL = "properties.vm_id == 'vm-1' && properties.size >= 4096";

    @Param({"java", "osgi", "ldap", "ldap-cached", "composite", "composite-cached", "cel", "cel-cached"})
    public String candidate;

    private final Sized[] events = new Sized[64];
    private EventFilter filter;
    private int next;

    private record Sized(Map<String, Object> eventProperties) implements DomainEvent {
        @Override
        public String eventType() {
            return "bench.sized";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    @Setup
    public void open() throws Exception {
        for (int i = 0; i < events.length; i++) {
            events[i] = new Sized(Map.of("vm_id", "vm-" + i % 2, "size", 1_024L * (i % 8), "host", "h", "why", "w"));
        }
        filter = filter(candidate);
    }

    private static EventFilter filter(String candidate) throws Exception {
        EventFilter ldap = BenchFilters.ldap(LDAP);
        EventFilter composite = BenchFilters.all(BenchFilters.ldap("(vm_id=vm-1)"), BenchFilters.ldap("(size>=4096)"));
        return switch (candidate) {
            case "java" ->
                event -> "vm-1".equals(event.eventProperties().get("vm_id"))
                        && event.eventProperties().get("size") instanceof Long size
                        && size >= 4096;
            case "osgi" -> {
                Filter framework = FrameworkUtil.createFilter(LDAP);
                yield event -> framework.matches(event.eventProperties());
            }
            case "ldap" -> ldap;
            case "ldap-cached" -> BenchFilters.cache().remembering(ldap);
            case "composite" -> composite;
            case "composite-cached" -> BenchFilters.cache().remembering(composite);
            case "cel" -> BenchCel.cel(CEL, filter -> filter);
            case "cel-cached" -> BenchCel.cel(CEL, BenchFilters.cache());
            default -> throw new IllegalArgumentException(candidate);
        };
    }

    @Benchmark
    public boolean matches() {
        next = next + 1 & events.length - 1;
        return filter.matches(events[next]);
    }
}
