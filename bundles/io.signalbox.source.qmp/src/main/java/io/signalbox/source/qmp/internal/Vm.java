package io.signalbox.source.qmp.internal;

import io.signalbox.vm.host.Cause;
import io.signalbox.vm.host.Head;
import io.signalbox.vm.host.HostEvent;
import io.signalbox.vm.host.Lifecycle;
import io.signalbox.vm.host.Source;
import io.signalbox.vm.host.VmRef;
import io.signalbox.vm.source.Draft;
import io.signalbox.vm.source.EventFeed;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/*
 * Which process is it?
 * --------------------
 * Every QEMU process is one incarnation, counted by the source from 1. QMP has neither a process id nor a start time,
 * so this is decided by how connections end and by the marks that a process bears:
 *
 * 1. A QEMU keeps its monitor open until it ends. When the other side closed the connection, with or without a SHUTDOWN
 *    before, also by a cut message or a reset, the process has ended: Gone, and the next connection is a new
 *    incarnation.
 * 2. When this side closed it (time-out, garbage), the process may live or not. It has ended if the next attempt
 *    finds nobody listening, or a process with another mark; Gone is told then. Else the incarnation goes on, and its
 *    numbers too.
 * 3. The marks are the socket file, which QEMU makes anew at each start (inode and time; dial-out only), and the host's
 *    thread of the first virtual CPU. What only one side has is not compared.
 */
/** One VM as its source sees it: makes numbered events of what happens on its connections, one at a time. */
final class Vm {
    private final EventFeed feed;
    private VmRef ref; // guarded by this, as all below
    private Translator translator = new Translator();
    private Map<String, String> marks = Map.of();
    private boolean begun;
    private boolean alive;
    private boolean connected;

    Vm(VmRef first, EventFeed feed) {
        this.ref = first;
        this.feed = feed;
    }

    /** A connection was made, and the VM has said how it stands. */
    synchronized void attached(Handshake said, Map<String, String> nowMarks) {
        if (alive && !sameProcess(nowMarks)) {
            gone();
        }
        if (!alive) {
            begin();
        }
        connected = true;
        marks = nowMarks;
        translator.statusIs(said.status());
        Instant now = Instant.now();
        Function<Head, HostEvent> make =
                head -> new Source.Attached(head, said.hypervisor(), said.status(), said.running());
        feed.report(new Draft(now, now, "", said.raw(), make));
    }

    /** The VM sent an event. */
    synchronized void event(Map<String, Object> message) {
        feed.offer(translator.translate(message, Instant.now()));
    }

    /** The connection is over. */
    synchronized void detached(ConnectionEnd end) {
        connected = false;
        report(head -> new Source.Detached(head, end.getMessage(), end.cutInLine()));
        if (end.why() == ConnectionEnd.Why.CLOSED_BY_VM) {
            gone();
        }
    }

    /** Nobody listens where this VM did. */
    synchronized void unreachable() {
        if (alive && !connected) {
            gone();
        }
    }

    /** Whether nothing is lost by forgetting this VM but the number of its incarnation. */
    synchronized boolean forgettable() {
        return !connected && feed.idle();
    }

    synchronized VmRef ref() {
        return ref;
    }

    EventFeed feed() {
        return feed;
    }

    private void begin() {
        if (begun) {
            ref = new VmRef(ref.host(), ref.uuid(), ref.name(), ref.incarnation() + 1);
        }
        feed.begin(ref);
        translator = new Translator();
        begun = true;
        alive = true;
    }

    private void gone() {
        boolean expected = translator.shutdown().isPresent();
        Cause cause = translator.shutdown().orElse(Cause.UNKNOWN);
        report(head -> new Lifecycle.Gone(head, expected, cause));
        alive = false;
    }

    private void report(Function<Head, HostEvent> make) {
        feed.report(Draft.own(Instant.now(), make));
    }

    private boolean sameProcess(Map<String, String> nowMarks) {
        return marks.entrySet().stream()
                .allMatch(mark ->
                        nowMarks.getOrDefault(mark.getKey(), mark.getValue()).equals(mark.getValue()));
    }
}
