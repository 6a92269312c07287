package io.signalbox.launcher;

import org.apache.felix.framework.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the framework itself has to say to the log. */
final class FrameworkLog extends Logger {
    private final org.slf4j.Logger log = LoggerFactory.getLogger("org.apache.felix.framework");

    @Override
    protected void doLog(int level, String message, Throwable failure) {
        switch (level) {
            case LOG_ERROR -> log.error(message, failure);
            case LOG_WARNING -> log.warn(message, failure);
            case LOG_INFO -> log.info(message, failure);
            default -> log.debug(message, failure);
        }
    }
}
