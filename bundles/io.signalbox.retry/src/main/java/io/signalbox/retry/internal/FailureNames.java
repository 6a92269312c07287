package io.signalbox.retry.internal;

import java.util.Collection;

/** Finds a failure's class, a superclass or an interface among names, without loading a class. */
final class FailureNames {
    private FailureNames() {}

    /** Whether the failure is an instance of one of the classes of these full names. */
    static boolean among(Collection<String> names, Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName()) || oneImplemented(names, type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean oneImplemented(Collection<String> names, Class<?> type) {
        for (Class<?> implemented : type.getInterfaces()) {
            if (names.contains(implemented.getName()) || oneImplemented(names, implemented)) {
                return true;
            }
        }
        return false;
    }
}
