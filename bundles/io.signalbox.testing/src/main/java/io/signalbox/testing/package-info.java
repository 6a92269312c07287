/** Tests handlers on a real bus whose time and work stand still until the test says so. Start at {@link io.signalbox.testing.TestBus}. */
package io.signalbox.testing;
