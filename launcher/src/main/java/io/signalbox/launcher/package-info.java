/** The runnable jar: a Felix with the bundles that the feature files name, and a home folder. Start at Main. */
package io.signalbox.launcher;
