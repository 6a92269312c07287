package io.signalbox.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguageContract.SampleEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Random filters and events: the language answers, and refuses, as the framework's own filters do. */
class LdapOracleTest {
    private static final int FILTERS = 20_000;
    private static final int EVENTS = 20;
    private static final List<String> NAMES = List.of("a", "b", "c", "A", "x.y", "with blank", "!n", "&n");
    private static final List<String> TEXTS = List.of(
            "",
            "1",
            "01",
            "-1",
            " 1 ",
            "+7",
            "2.5",
            "1e3",
            "300",
            "70000",
            "5000000000",
            "99999999999999999999",
            "true",
            "TRUE",
            "false",
            "abc",
            "ABC",
            " a b c ",
            "abcabc",
            "aab",
            "ab",
            "a*b",
            "a(b)",
            "a\\b",
            "NaN",
            "Infinity",
            "-0.0",
            "0",
            "x",
            "ß",
            "İ",
            "0x10",
            "1f",
            "2d",
            "ÿ");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void answersAsTheFrameworkDoes() {
        for (int i = 0; i < FILTERS; i++) {
            String text = filter(3);
            Filter expected = expected(text);
            EventFilter actual = new LdapLanguage().compile(text);
            for (int j = 0; j < EVENTS; j++) {
                Map<String, Object> properties = properties();
                assertThat(actual.matches(new SampleEvent("t", "k", 1, properties)))
                        .describedAs("-Dseed=%d: %s on %s", seed, text, shown(properties))
                        .isEqualTo(expected.matches(properties));
            }
        }
    }

    @Test
    void refusesWhatTheFrameworkRefuses() {
        for (int i = 0; i < FILTERS; i++) {
            String text = broken(filter(2));
            boolean expected = expected(text) != null;
            boolean actual;
            try {
                new LdapLanguage().compile(text);
                actual = true;
            } catch (IllegalArgumentException e) {
                actual = false;
            }
            assertThat(actual).describedAs("-Dseed=%d: '%s'", seed, text).isEqualTo(expected);
        }
    }

    private static Filter expected(String text) {
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException e) {
            return null;
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String blank() {
        return random.nextInt(6) == 0 ? " " : "";
    }

    private String filter(int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(6);
        String inside;
        if (kind == 0 || kind == 1) {
            StringBuilder parts = new StringBuilder(kind == 0 ? "&" : "|").append(blank());
            for (int i = random.nextInt(3); i >= 0; i--) {
                parts.append(filter(depth - 1)).append(blank());
            }
            inside = parts.toString();
        } else if (kind == 2) {
            inside = "!" + blank() + filter(depth - 1);
        } else {
            inside = item();
        }
        return blank() + "(" + blank() + inside + ")" + blank();
    }

    private String item() {
        String name = blank() + one(NAMES) + blank();
        return switch (random.nextInt(6)) {
            case 0 -> name + "=*" + blank();
            case 1 -> name + "~=" + notEmpty();
            case 2 -> name + ">=" + notEmpty();
            case 3 -> name + "<=" + notEmpty();
            case 4 -> name + "=" + substring();
            default -> name + "=" + escaped(one(TEXTS));
        };
    }

    private String notEmpty() {
        String text = escaped(one(TEXTS));
        return text.isEmpty() ? "1" : text;
    }

    private String substring() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String piece = one(TEXTS);
            text.append(random.nextBoolean() ? "*" : "").append(escaped(piece.substring(piece.length() / 2)));
        }
        return text.append(random.nextBoolean() ? "*" : "").toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\*()]", "\\\\$0");
    }

    private String broken(String text) {
        StringBuilder broken = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0 && broken.length() > 0; i--) {
            int at = random.nextInt(broken.length());
            if (random.nextBoolean()) {
                broken.deleteCharAt(at);
            } else {
                broken.insert(at, "()&|!=~<>*\\ a".charAt(random.nextInt(13)));
            }
        }
        return broken.toString();
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(4) > 0) {
                properties.put(name, value(2));
            }
        }
        return properties;
    }

    private Object value(int depth) {
        int whole = one(List.of(0, 1, -1, 7, 300, 70_000));
        return switch (random.nextInt(depth == 0 ? 11 : 16)) {
            case 0 -> whole;
            case 1 -> random.nextBoolean() ? 5_000_000_000L : (long) whole;
            case 2 -> random.nextBoolean();
            case 3 -> one(List.of(1.0, 2.5, -0.0, Double.NaN, 1e3));
            case 4 -> one(List.of(1f, 2.5f, 0.1f, Float.POSITIVE_INFINITY));
            case 5 -> (short) whole;
            case 6 -> (byte) whole;
            case 7 -> one(List.of('a', 'A', '1', 'x', 'ß'));
            case 8 -> new BigInteger("99999999999999999999");
            case 9 -> new BigDecimal("2.50");
            case 10, 11, 12 -> one(TEXTS);
            case 13 -> list(depth);
            case 14 -> list(depth).toArray();
            default -> random.nextBoolean() ? new int[] {whole, 1} : new boolean[] {random.nextBoolean()};
        };
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(value(depth - 1));
        }
        return list;
    }

    private static Map<String, String> shown(Map<String, Object> properties) {
        Map<String, String> shown = new HashMap<>();
        properties.forEach((name, value) -> shown.put(name, value.getClass().getSimpleName() + " " + value));
        return shown;
    }
}
