/** The rules of the house over the byte code of every bundle. Start at {@code HouseRules}. */
package io.signalbox.architecture;
