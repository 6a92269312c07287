package io.signalbox.source.jfr.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.api.UnifiedEventBus;
import io.signalbox.vm.source.RecordingBus;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In a run-time image without the module jdk.jfr. */
class WithoutRecorderTest {

    @Test
    void itsAbsenceIsSaidOnceAndIsNoFailure() throws Exception {
        ClassLoader image = new WithoutJfr(getClass().getClassLoader());
        Class<?> settings = image.loadClass(JfrSettings.class.getName());
        Constructor<?> constructor = image.loadClass(JfrSource.class.getName())
                .getDeclaredConstructor(UnifiedEventBus.class, String.class, settings, Consumer.class);
        constructor.setAccessible(true);
        var standard = settings.getDeclaredField("DEFAULT");
        standard.setAccessible(true);
        List<String> warnings = new ArrayList<>();
        Consumer<String> warn = warnings::add;

        AutoCloseable source =
                (AutoCloseable) constructor.newInstance(new RecordingBus(), "here", standard.get(null), warn);
        source.close();

        assertThat(warnings)
                .containsExactly("this JVM has no flight recorder (module jdk.jfr): its own events are not told");
    }

    /** Defines the source's classes anew, and finds no flight recorder. */
    private static final class WithoutJfr extends ClassLoader {
        WithoutJfr(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jdk.jfr.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.signalbox.source.jfr.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = file.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
