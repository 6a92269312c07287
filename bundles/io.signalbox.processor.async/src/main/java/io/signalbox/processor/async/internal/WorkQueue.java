package io.signalbox.processor.async.internal;

/** The tasks that wait for one worker, first in first out; other workers steal from it. A task at most once. */
final class WorkQueue {
    private Task first; // guarded by this
    private Task last; // guarded by this
    private boolean closed; // guarded by this
    private volatile int size; // written under this

    /** False if the queue is closed, and then the task belongs elsewhere. */
    synchronized boolean add(Task task) {
        if (closed) {
            return false;
        }
        task.next = null;
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
        size++;
        return true;
    }

    /** The task that waits longest, or null. */
    Task poll() {
        return size == 0 ? null : take();
    }

    private synchronized Task take() {
        Task task = first;
        if (task != null) {
            first = task.next;
            task.next = null;
            if (first == null) {
                last = null;
            }
            size--;
        }
        return task;
    }

    int size() {
        return size;
    }

    synchronized void close() {
        closed = true;
    }
}
