/** Watches QEMUs over QMP. Start at {@link io.signalbox.source.qmp.internal.DialOut}, then Session and Vm. */
package io.signalbox.source.qmp.internal;
