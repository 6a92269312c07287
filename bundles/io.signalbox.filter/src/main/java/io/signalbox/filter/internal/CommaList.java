package io.signalbox.filter.internal;

import java.util.ArrayList;
import java.util.List;

/** The items of a text that commas part, without the blanks around them, each with its place. */
final class CommaList {

    /** The most items that one text may have. */
    static final int MOST = 1_000;

    /**
     * One item.
     *
     * @param at where it begins, from 0
     */
    record Item(String text, int at) {}

    private CommaList() {}

    /** @throws IllegalArgumentException if there is none, one is empty, or there are more than {@link #MOST} */
    static List<Item> of(String language, String text, String what) {
        List<Item> items = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            String item = text.substring(from, end).trim();
            if (item.isEmpty()) {
                throw Malformed.expected(language, text, from, what);
            }
            if (items.size() == MOST) {
                throw Malformed.expected(language, text, from, "at most " + MOST + " items");
            }
            items.add(new Item(item, text.indexOf(item, from)));
            from = end + 1;
        }
        return items;
    }
}
