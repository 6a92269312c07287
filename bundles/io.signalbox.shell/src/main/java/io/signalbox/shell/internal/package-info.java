/** Shell commands of the bus, and its first events on the console. Start at the two components. */
package io.signalbox.shell.internal;
