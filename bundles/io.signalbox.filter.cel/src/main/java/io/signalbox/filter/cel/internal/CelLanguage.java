package io.signalbox.filter.cel.internal;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterCache;
import io.signalbox.api.spi.FilterLanguage;
import java.time.Instant;

/**
 * {@code cel:event.type == "memory.mapped" && properties.size >= 4096}: the Common Expression Language
 * (https://github.com/google/cel-spec), with its standard functions and macros. Expressions are over {@code event.type}
 * and {@code event.key}, texts; {@code event.version}, an int; and {@code properties}, a map of what the event lists.
 *
 * <p>An expression is read and its types are checked once. Its answers are handed to the cache, for it is dear. Safe for
 * any thread.
 */
final class CelLanguage implements FilterLanguage {
    static final String NAME = "cel";
    static final String TYPE = "event.type";
    static final String KEY = "event.key";
    static final String VERSION = "event.version";
    static final String PROPERTIES = "properties";

    private static final int LONGEST = 16_384; // characters
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(
                    true) // a property may be an int in one event and a double in the next
            .build();

    private static final DomainEvent NOTHING = new DomainEvent() {
        @Override
        public String eventType() {
            return "";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    };

    private final FilterCache cache;
    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(TYPE, SimpleType.STRING)
            .addVar(KEY, SimpleType.STRING)
            .addVar(VERSION, SimpleType.INT)
            .addVar(PROPERTIES, MapType.create(SimpleType.STRING, SimpleType.DYN))
            .setResultType(SimpleType.BOOL)
            .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    CelLanguage(FilterCache cache) {
        this.cache = cache;
        warmUp();
    }

    /** Loads the classes that expressions need, some thousand, now and not with the first event of a subscription. */
    private void warmUp() {
        CelFilter every = program("event.type == '' && has(properties.x) || properties.x > 0");
        every.matches(NOTHING);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EventFilter compile(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "cel: an expression must be at most " + LONGEST + " characters, was " + text.length());
        }
        return cache.remembering(program(text));
    }

    private CelFilter program(String text) {
        try {
            CelAbstractSyntaxTree checked = compiler.compile(text).getAst();
            return new CelFilter(text, runtime.createProgram(checked), new CelReads(checked));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("cel: " + e.getMessage(), e);
        }
    }
}
