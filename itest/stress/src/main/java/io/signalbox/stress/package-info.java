/** Short and long runs of the stress tests, which sit in the packages that they stress. */
package io.signalbox.stress;
