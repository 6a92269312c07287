package io.signalbox.inside.internal;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Right: a public component that knows OSGi. */
@Component(service = OpenComponent.class)
public final class OpenComponent {
    private final Runnable farewell;

    @Activate
    public OpenComponent(BundleContext context) {
        farewell = new Runnable() {
            @Override
            public void run() {
                context.getBundle();
            }
        };
    }

    void stop() {
        farewell.run();
    }
}
