package io.signalbox.testing;

import java.lang.reflect.Field;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each JUnit 5 test a new {@link TestBus} where it says {@link InjectBus}. After the test it checks that every
 * delivery has one fate, {@link TestBus#assertBalanced}, and closes the bus.
 */
public final class SignalboxExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SignalboxExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.isAnnotationPresent(InjectBus.class)) {
                        field.setAccessible(true);
                        field.set(instance, bus(context));
                    }
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(InjectBus.class)
                && parameter.getParameter().getType() == TestBus.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bus(context);
    }

    private static TestBus bus(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(TestBus.class, type -> new TestBus(), TestBus.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestBus bus = context.getStore(NAMESPACE).remove(TestBus.class, TestBus.class);
        if (bus != null) {
            try (bus) {
                bus.assertBalanced();
            }
        }
    }
}
