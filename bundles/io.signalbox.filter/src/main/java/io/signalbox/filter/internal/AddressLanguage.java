package io.signalbox.filter.internal;

import io.signalbox.api.DomainEvent;
import io.signalbox.api.EventFilter;
import io.signalbox.api.spi.FilterLanguage;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code address:0x1000-0x1fff,4096}: events about one of these addresses, unsigned 64-bit numbers in hexadecimal or
 * decimal; ranges include both ends.
 *
 * <p>Looked at are the properties {@code addr}, {@code guest_addr} and {@code host_addr}, each with the {@code size}
 * bytes that begin there, and {@code pc} with its {@code block_size}; without a size it is the one address. A {@code
 * Long} is read as unsigned; what is no whole number, or negative in a narrower type, is no address.
 */
final class AddressLanguage implements FilterLanguage {
    private static final List<String> DATA = List.of("addr", "guest_addr", "host_addr");

    @Override
    public String name() {
        return "address";
    }

    @Override
    public EventFilter compile(String text) {
        return new AddressFilter(CommaList.of(name(), text, "an address or a range of addresses").stream()
                .map(item -> range(text, item))
                .toArray(AddressRange[]::new));
    }

    private AddressRange range(String text, CommaList.Item item) {
        int dash = item.text().indexOf('-');
        if (dash < 0) {
            long only = address(text, item.text(), item.at());
            return new AddressRange(only, only);
        }
        long first = address(text, item.text().substring(0, dash), item.at());
        long last = address(text, item.text().substring(dash + 1), item.at() + dash + 1);
        if (Long.compareUnsigned(first, last) > 0) {
            throw Malformed.expected(name(), text, item.at(), "a range whose first address is not above its last");
        }
        return new AddressRange(first, last);
    }

    private long address(String text, String number, int at) {
        String digits = number.trim().toLowerCase(Locale.ROOT);
        boolean hexadecimal = digits.startsWith("0x");
        try {
            if (digits.startsWith("+") || digits.startsWith("0x+")) {
                throw new NumberFormatException(digits);
            }
            return Long.parseUnsignedLong(hexadecimal ? digits.substring(2) : digits, hexadecimal ? 16 : 10);
        } catch (NumberFormatException e) {
            throw Malformed.expected(name(), text, at, "an unsigned 64-bit number such as 0x1000 or 4096");
        }
    }

    private static final class AddressFilter implements EventFilter {
        private static final Set<String> READS = Set.of("addr", "guest_addr", "host_addr", "size", "pc", "block_size");

        private final AddressRange[] ranges;

        AddressFilter(AddressRange[] ranges) {
            this.ranges = ranges;
        }

        @Override
        public boolean matches(DomainEvent event) {
            Map<String, Object> properties = event.eventProperties();
            for (int i = 0; i < DATA.size(); i++) {
                if (touches(properties.get(DATA.get(i)), properties.get("size"))) {
                    return true;
                }
            }
            return touches(properties.get("pc"), properties.get("block_size"));
        }

        private boolean touches(Object address, Object size) {
            if (!unsigned(address)) {
                return false;
            }
            long start = ((Number) address).longValue();
            long bytes = unsigned(size) ? ((Number) size).longValue() : 1;
            for (AddressRange range : ranges) {
                if (range.overlaps(start, bytes)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean unsigned(Object value) {
            if (value instanceof BigInteger big) {
                return big.signum() >= 0 && big.bitLength() <= Long.SIZE;
            }
            return value instanceof Long
                    || (value instanceof Integer || value instanceof Short || value instanceof Byte)
                            && ((Number) value).intValue() >= 0;
        }

        @Override
        public Set<String> reads() {
            return READS;
        }
    }
}
