package io.signalbox.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceNameTest {

    @ParameterizedTest
    @CsvSource({
        "a.b~one, file:/etc/a.b-two.cfg, two",
        "a.b~one, file:/etc/a.b~two.config, two",
        "a.b~one, none, one",
        "a.b.4711-0815, file:/etc/a.b-my.own_1.cfg, my.own_1",
        "a.b.4711-0815, none, ''",
        "axb~one, none, ''",
        "a.b, file:/etc/a.b.cfg, ''",
        "a.b~, file:/etc/a.b-.cfg, ''",
        "a.b~o ne, file:/etc/a.b-t o.cfg, ''",
    })
    void comesFromTheFileOrElseFromThePid(String pid, String file, String name) {
        assertThat(InstanceName.of("a.b", Map.of("service.pid", pid, "felix.fileinstall.filename", file)))
                .isEqualTo(name);
        assertThat(InstanceName.of("a.b", Map.of())).isEmpty();
    }
}
