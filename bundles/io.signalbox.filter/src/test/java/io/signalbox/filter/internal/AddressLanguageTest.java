package io.signalbox.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.spi.FilterLanguageContract.SampleEvent;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressLanguageTest {
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(64);

    private static boolean wants(String text, Map<String, Object> properties) {
        return new AddressLanguage().compile(text).matches(new SampleEvent("t", "k", 1, properties));
    }

    @ParameterizedTest
    @CsvSource({
        "0x1000-0x1fff, addr, 4096, size, 1, true",
        "0x1000-0x1fff, addr, 8191, size, 1, true",
        "0x1000-0x1fff, addr, 8192, size, 1, false",
        "0x1000-0x1fff, addr, 0, size, 4096, false",
        "0x1000-0x1fff, addr, 0, size, 4097, true",
        "0x1000-0x1fff, guest_addr, 4097, size, 0, true",
        "0x1000-0x1fff, host_addr, 4097, other, 0, true",
        "4096, pc, 4000, block_size, 97, true",
        "4096, pc, 4000, block_size, 96, false",
        "4096, pc, 4000, size, 97, false",
        "0xffffffffffffffff, addr, -1, size, 1, true",
        "0xffffffffffffffff, addr, -2, size, 2, true",
        "0xffffffffffffffff, addr, -2, size, -1, true",
        "0-1, addr, -2, size, 100, false",
        "0x8000000000000000-0xffffffffffffffff, addr, -9223372036854775808, x, 0, true",
        "0x8000000000000000-0xffffffffffffffff, addr, 9223372036854775807, x, 0, false",
        "18446744073709551615, addr, -1, x, 0, true",
    })
    void comparesUnsignedAndWithTheSize(
            String text, String address, long start, String size, long bytes, boolean wanted) {
        assertThat(wants(text, Map.of(address, start, size, bytes))).isEqualTo(wanted);
    }

    @Test
    void whatIsNoAddressIsNotWanted() {
        String all = "0-0xffffffffffffffff";

        assertThat(wants(all, Map.of())).isFalse();
        assertThat(wants(all, Map.of("addr", "4096"))).isFalse();
        assertThat(wants(all, Map.of("addr", -1))).isFalse();
        assertThat(wants(all, Map.of("addr", 1.0))).isFalse();
        assertThat(wants(all, Map.of("addr", SPACE))).isFalse();
        assertThat(wants(all, Map.of("addr", 1, "size", "x"))).isTrue();
        assertThat(wants(all, Map.of("addr", SPACE.subtract(BigInteger.ONE)))).isTrue();
    }

    @Test
    void rangesOverlapAsNumbersWithoutABoundDo() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long one = corner(random);
            long other = corner(random);
            long first = Long.compareUnsigned(one, other) < 0 ? one : other;
            long last = first == one ? other : one;
            long start = corner(random);
            long size = corner(random);
            String text = "0x" + Long.toHexString(first) + "-" + Long.toUnsignedString(last);

            assertThat(wants(text, new HashMap<>(Map.of("addr", start, "size", size))))
                    .describedAs("-Dseed=%d: %s, addr %s size %s", seed, text, start, size)
                    .isEqualTo(overlap(big(first), big(last), big(start), big(size)));
        }
    }

    private static boolean overlap(BigInteger first, BigInteger last, BigInteger start, BigInteger size) {
        BigInteger bytes = size.signum() == 0 ? BigInteger.ONE : size;
        BigInteger end = start.add(bytes).subtract(BigInteger.ONE).min(SPACE.subtract(BigInteger.ONE));
        return start.compareTo(last) <= 0 && first.compareTo(end) <= 0;
    }

    private static BigInteger big(long unsigned) {
        return new BigInteger(Long.toUnsignedString(unsigned));
    }

    private static long corner(Random random) {
        long near = random.nextInt(5) - 2L;
        return switch (random.nextInt(4)) {
            case 0 -> near;
            case 1 -> Long.MIN_VALUE + near;
            case 2 -> 4096 + near;
            default -> random.nextLong();
        };
    }
}
