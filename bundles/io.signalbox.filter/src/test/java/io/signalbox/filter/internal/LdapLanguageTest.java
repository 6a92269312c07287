package io.signalbox.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.api.spi.FilterLanguage;
import io.signalbox.api.spi.FilterLanguageContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LdapLanguageTest extends FilterLanguageContract {

    @Override
    protected FilterLanguage create() {
        return new LdapLanguage();
    }

    @Override
    protected String text() {
        return "(&(vm_id=vm-1)(size>=4096)(eventType=memory.*))";
    }

    @Override
    protected SampleEvent wanted() {
        return new SampleEvent("memory.mapped", "vm-1", 1, Map.of("vm_id", "vm-1", "size", 8192L, "why", "x"));
    }

    @Override
    protected SampleEvent unwanted() {
        return wanted().with("size", 4095L);
    }

    @Override
    protected List<String> malformed() {
        return List.of(
                "", "a=b", "(a=b", "(a=b))", "(&)", "(=b)", "(a>b)", "(a>=)", "(a~b)", "(a=(b))", "(a=b\\", "()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a=b; expected more of the filter at character 5 of '(a=b', the text ends",
                "(a>b); expected '=' at character 4 of '(a>b)', found 'b)'",
                "(a=b)x; expected nothing after the last ')' at character 6 of '(a=b)x', found 'x'",
                "a=b; expected '(' at character 1 of 'a=b', found 'a=b'",
                "(a); expected one of = ~= >= <= at character 3 of '(a)', found ')'",
                "(&(a=1)(b>2)); expected '=' at character 11 of '(&(a=1)(b>2))', found '2))'",
            })
    void aRefusalSaysWhereAndWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> language.compile(text)).hasMessage("ldap: " + message);
    }

    @Test
    void aTextThatNestsTooDeepIsRefused() {
        String deep = "(!".repeat(10_000) + "(a=1)" + ")".repeat(10_000);

        assertThatThrownBy(() -> language.compile(deep)).hasMessageContaining("at most 100 parentheses");
    }

    @Test
    void requiresTheExactTextsThatAllHaveToEqual() {
        assertThat(language.compile("(&(a=1)(&(b=x y)(|(c=1)(d=2)))(e=z*)(f>=1)(!(g=1))(h=\\*)(eventType=t))")
                        .requires())
                .isEqualTo(Map.of("a", "1", "b", "x y", "h", "*"));
        assertThat(language.compile("(|(a=1)(b=2))").requires()).isEmpty();
        assertThat(language.compile("(a=1)").requires()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void readsEveryPropertyThatItNames() {
        assertThat(language.compile("(&(a=1)(|(b=*)(c~=x))(!(d=*y))(version=2))")
                        .reads())
                .containsExactlyInAnyOrder("a", "b", "c", "d", "version");
    }

    @Test
    void whatTheEventItselfSaysIsNotAProperty() {
        SampleEvent event = new SampleEvent("real", "key", 3, Map.of("eventType", "fake"));

        assertThat(language.compile("(&(eventType=real)(orderingKey=key)(version>=3))")
                        .matches(event))
                .isTrue();
        assertThat(language.compile("(eventType=fake)").matches(event)).isFalse();
    }
}
