package io.signalbox.inside.internal;

import org.osgi.service.component.annotations.Component;

/** Planted: a component that the component runtime cannot make. */
@Component(service = Runnable.class)
final class HiddenComponent implements Runnable {
    @Override
    public void run() {}
}
