package io.signalbox.launcher;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards what bundles say to the OSGi log service, such as Declarative Services, to the log. */
final class BundleLog implements ServiceListener, LogListener {
    private static final String READERS = "(objectClass=org.osgi.service.log.LogReaderService)";

    private final BundleContext framework;

    private BundleLog(BundleContext framework) {
        this.framework = framework;
    }

    /** Forwards from the moment when a log service comes; several may come and go. */
    static void forward(BundleContext framework) throws InvalidSyntaxException {
        framework.addServiceListener(new BundleLog(framework), READERS);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        if (event.getType() == ServiceEvent.REGISTERED
                && framework.getService(reference) instanceof LogReaderService reader) {
            reader.addLogListener(this);
        }
    }

    @Override
    public void logged(LogEntry entry) {
        Logger log = LoggerFactory.getLogger(name(entry));
        Throwable failure = entry.getException();
        String message = failure == null ? entry.getMessage() : entry.getMessage() + ": " + Problem.of(failure);
        switch (entry.getLogLevel()) {
            case AUDIT, ERROR -> log.error(message, failure);
            case WARN -> log.warn(message, failure);
            case INFO -> log.info(message, failure);
            case DEBUG -> log.debug(message, failure);
            case TRACE -> log.trace(message, failure);
        }
    }

    /** Loggers without a name, and those of the older log API, are called by their bundle. */
    private static String name(LogEntry entry) {
        String name = entry.getLoggerName();
        return name.equals(Logger.ROOT_LOGGER_NAME) || name.startsWith("LogService")
                ? entry.getBundle().getSymbolicName()
                : name;
    }
}
