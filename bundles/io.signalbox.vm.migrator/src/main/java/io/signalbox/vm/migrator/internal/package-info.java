/** Lifts the VM project's own events to their second version. Start at {@link io.signalbox.vm.migrator.internal.VmSteps}. */
package io.signalbox.vm.migrator.internal;
