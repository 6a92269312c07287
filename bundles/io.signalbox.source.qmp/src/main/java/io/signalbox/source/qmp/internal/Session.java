package io.signalbox.source.qmp.internal;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The path of one connection
 * --------------------------
 * 1. Greeting, capabilities, and what the VM says of itself; each waited for with a limit.
 * 2. The VM is told apart by its uuid or name, and claimed: a second connection to it is refused.
 * 3. Attached; then the events that came in the meantime, then each as it comes.
 * 4. The end, whichever side made it: Detached, and Gone if the process ended.
 */
/** One connection to one VM, from its greeting to its end. One thread runs it; any other may close it. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** A VM that was started again may connect before the thread of its last connection has seen the end. */
    private static final Duration HANDOVER = Duration.ofSeconds(1);

    private final QmpConnection connection;
    private final Fleet fleet;
    private final Claims claims;
    private final Origin origin;

    /**
     * Where a connection comes from.
     *
     * @param owner what the configuration is called
     * @param vmName what it calls the VM; empty if the VM is to say
     * @param fallbackName what to call a VM that does not say; empty to refuse it
     * @param socketMark tells the socket file from every other; empty if it tells nothing of the process
     */
    record Origin(String owner, String vmName, String fallbackName, String socketMark) {
        String nameOf(Handshake said) {
            String own = vmName.isEmpty() ? said.name() : vmName;
            return own.isEmpty() ? fallbackName : own;
        }
    }

    Session(SocketChannel channel, Limits limits, Fleet fleet, Claims claims, Origin origin) throws IOException {
        this.connection = new QmpConnection(channel, limits);
        this.fleet = fleet;
        this.claims = claims;
        this.origin = origin;
    }

    /**
     * Runs until the connection is over.
     *
     * @param onAttached is run once the VM is attached
     * @throws ConnectionEnd if it was over before the VM was attached
     */
    void run(Runnable onAttached) throws ConnectionEnd {
        Handshake said = Handshake.perform(connection);
        String name = origin.nameOf(said);
        if (name.isEmpty() && said.uuid().isEmpty()) {
            throw refused("a VM without -name and -uuid cannot be told from others");
        }
        UUID id = fleet.idOf(said, name);
        String claim = "VM " + id;
        Optional<String> holder = claims.take(claim, origin.owner(), HANDOVER);
        if (holder.isPresent()) {
            throw refused("VM " + name + " (" + id + ") is already watched by " + holder.get());
        }
        try {
            onAttached.run();
            pump(fleet.vm(id, name.isEmpty() ? id.toString() : name), said);
        } finally {
            claims.release(claim);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private void pump(Vm vm, Handshake said) {
        vm.attached(said, marks(said));
        LOG.info("{}: attached to {}, {}", vm.ref().name(), said.hypervisor(), said.status());
        try {
            while (true) {
                vm.event(connection.nextEvent());
            }
        } catch (ConnectionEnd end) {
            vm.detached(end);
            LOG.info("{}: detached: {}", vm.ref().name(), end.getMessage());
        }
    }

    private Map<String, String> marks(Handshake said) {
        Map<String, String> marks = new HashMap<>();
        marks.put("socket", origin.socketMark());
        marks.put("cpu", said.cpuThread());
        marks.values().removeIf(String::isEmpty);
        return marks;
    }

    private static ConnectionEnd refused(String message) {
        return new ConnectionEnd(ConnectionEnd.Why.REFUSED, false, message);
    }
}
