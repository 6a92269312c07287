package io.signalbox.processor.adaptive.internal;

import io.signalbox.api.ProcessingMode;
import io.signalbox.api.spi.DeliveryQueue;
import io.signalbox.api.spi.EventProcessor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens the door of this package for the benchmarks: a running processor that counts its changes of mode. */
public final class BenchAdaptive implements EventProcessor {
    private final AdaptiveProcessor processor = new AdaptiveProcessor(AdaptiveSettings.DEFAULT);
    private final Map<DeliveryQueue, DeliveryQueue> counted = new ConcurrentHashMap<>();
    private final AtomicInteger told = new AtomicInteger();

    public BenchAdaptive() {
        processor.present(EnumSet.allOf(ProcessingMode.class));
        processor.start();
    }

    /** How often another mode was chosen; how it begins is not counted. */
    public int changes() {
        return Math.max(0, told.get() - 1);
    }

    @Override
    public ProcessingMode mode() {
        return processor.mode();
    }

    @Override
    public void attach(DeliveryQueue queue) {
        DeliveryQueue counting = (DeliveryQueue) Proxy.newProxyInstance(
                DeliveryQueue.class.getClassLoader(), new Class<?>[] {DeliveryQueue.class}, (proxy, method, args) -> {
                    if (method.getName().equals("hashCode")) {
                        return System.identityHashCode(proxy);
                    }
                    if (method.getName().equals("equals")) {
                        return proxy == args[0];
                    }
                    if (method.getName().equals("serveAs")) {
                        told.incrementAndGet();
                    }
                    try {
                        return method.invoke(queue, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        counted.put(queue, counting);
        processor.attach(counting);
    }

    @Override
    public void signal(DeliveryQueue queue) {
        processor.signal(counted.get(queue));
    }

    @Override
    public void detach(DeliveryQueue queue) {
        processor.detach(counted.remove(queue));
    }

    public void close() {
        processor.close();
    }
}
