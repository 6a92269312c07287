package io.signalbox.api.view;

import java.time.Instant;

/**
 * An event that waits for another try.
 *
 * @param eventType its type
 * @param key its ordering key
 * @param attempts how many tries have failed
 * @param next when it is tried again
 * @param cause the last failure's class and message
 */
public record PendingRetry(String eventType, String key, int attempts, Instant next, String cause) {}
