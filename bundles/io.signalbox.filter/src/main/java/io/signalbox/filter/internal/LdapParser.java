package io.signalbox.filter.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the filter syntax of OSGi Core 8, 3.2.7, that is RFC 4515 with the escapes of RFC 1960: a backslash takes the
 * meaning from {@code *}, {@code (}, {@code )} or {@code \}. As the framework's own reader does, it takes blanks around
 * parentheses and names. Used once, by one thread.
 */
final class LdapParser {
    private static final int DEEPEST = 100; // as deep as the parser calls itself

    private final String text;
    private int at;
    private int depth;

    LdapParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is not one filter */
    LdapNode parse() {
        LdapNode node = filter();
        if (at < text.length()) {
            throw expected("nothing after the last ')'");
        }
        return node;
    }

    private LdapNode filter() {
        skipBlanks();
        take('(', "'('");
        if (++depth > DEEPEST) {
            throw expected("at most " + DEEPEST + " parentheses in each other");
        }
        LdapNode node = component();
        depth--;
        skipBlanks();
        take(')', "')'");
        skipBlanks();
        return node;
    }

    private LdapNode component() {
        skipBlanks();
        char operator = peek();
        int start = at;
        if (operator == '&' || operator == '|' || operator == '!') {
            at++;
            skipBlanks();
            if (peek() == '(') {
                return operator == '!' ? new LdapNode.Not(filter()) : junction(operator);
            }
            at = start; // a property's name may begin so too
        }
        return item();
    }

    private LdapNode junction(char operator) {
        List<LdapNode> parts = new ArrayList<>();
        while (peek() == '(') {
            parts.add(filter());
        }
        return operator == '&' ? new LdapNode.And(List.copyOf(parts)) : new LdapNode.Or(List.copyOf(parts));
    }

    private LdapNode item() {
        Property property = new Property(name());
        switch (peek()) {
            case '~':
                return comparison(property, LdapOperator.APPROX);
            case '>':
                return comparison(property, LdapOperator.AT_LEAST);
            case '<':
                return comparison(property, LdapOperator.AT_MOST);
            case '=':
                at++;
                return isPresence() ? new LdapNode.Present(property) : equalOrSubstring(property);
            default:
                throw expected("one of = ~= >= <=");
        }
    }

    private String name() {
        skipBlanks();
        int start = at;
        while (at < text.length() && "~<>=()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at).strip();
        if (name.isEmpty()) {
            throw expected("a property's name");
        }
        return name;
    }

    private LdapNode comparison(Property property, LdapOperator operator) {
        at++;
        take('=', "'='");
        int start = at;
        StringBuilder value = new StringBuilder();
        while (peek() != ')') {
            char next = character();
            if (operator != LdapOperator.APPROX || !Character.isWhitespace(next)) {
                value.append(next);
            }
        }
        if (at == start) {
            throw expected("a value");
        }
        return new LdapComparison(property, operator, new LdapOperand(value.toString()));
    }

    /** Whether nothing but a star and blanks follow; then they are taken. */
    private boolean isPresence() {
        int start = at;
        if (peek() == '*') {
            at++;
            skipBlanks();
            if (peek() == ')') {
                return true;
            }
        }
        at = start;
        return false;
    }

    private LdapNode equalOrSubstring(Property property) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        while (peek() != ')') {
            if (peek() == '*') {
                at++;
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(character());
            }
        }
        if (pieces.isEmpty()) {
            return new LdapComparison(property, LdapOperator.EQUAL, new LdapOperand(piece.toString()));
        }
        List<String> middle = pieces.subList(1, pieces.size()).stream()
                .filter(each -> !each.isEmpty())
                .toList();
        return new LdapSubstring(property, pieces.get(0), middle, piece.toString());
    }

    /** One character of a value, by itself or escaped. */
    private char character() {
        char character = peek();
        if (character == '(') {
            throw expected("')' or a value's character; '(' must be written '\\('");
        }
        at++;
        if (character == '\\') {
            character = peek();
            at++;
        }
        return character;
    }

    private char peek() {
        if (at == text.length()) {
            throw expected("more of the filter");
        }
        return text.charAt(at);
    }

    private void take(char wanted, String what) {
        if (at == text.length() || text.charAt(at) != wanted) {
            throw expected(what);
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return Malformed.expected(LdapLanguage.NAME, text, at, what);
    }
}
