package io.signalbox.api.view;

import io.signalbox.api.ProcessingMode;

/**
 * One registered processor.
 *
 * @param mode the mode it serves
 * @param name its class
 * @param ranking its service ranking
 * @param serving whether it is the one that serves its mode now
 * @param queues how many queues are attached to it
 */
public record ProcessorView(ProcessingMode mode, String name, int ranking, boolean serving, int queues) {}
