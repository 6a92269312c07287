package io.signalbox.source.qmp.internal;

import io.signalbox.api.UnifiedEventBus;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on one socket for the VMs that connect to it, and watches each on a thread of its own. */
final class DialIn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DialIn.class);
    private static final String OWNER = "the listening socket";

    private final Path socket;
    private final Claims claims;
    private final Fleet fleet;
    private final ServerSocketChannel server;
    private final Thread acceptor;
    private final Map<Thread, Session> sessions = new HashMap<>(); // guarded by this
    private volatile ListenSettings settings;
    private boolean closed; // guarded by this
    private String lastTrouble = ""; // guarded by this
    private long accepted; // of the acceptor

    /** @throws IOException if the socket cannot be listened on, with the reason */
    DialIn(UnifiedEventBus bus, String host, ListenSettings settings, Claims claims) throws IOException {
        this.socket = Path.of(settings.socket());
        this.settings = settings;
        this.claims = claims;
        fleet = new Fleet(bus, host, settings.limits().queueCapacity());
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            removeLeftover();
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        acceptor = daemon(this::acceptAll, "signalbox-qmp-listen-acceptor");
        acceptor.start();
    }

    /** Goes on with other limits, from the next connection on; the socket must be the same. */
    void change(ListenSettings next) {
        settings = next;
        fleet.setQueueCapacity(next.limits().queueCapacity());
    }

    /** Listens no longer, ends every connection, publishes what is queued, ends the threads; each with a limit. */
    @Override
    public void close() {
        List<Thread> readers;
        synchronized (this) {
            closed = true;
            readers = List.copyOf(sessions.keySet());
            closeQuietly(server);
            sessions.values().forEach(DialIn::closeQuietly);
        }
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        join(acceptor, end);
        readers.forEach(reader -> join(reader, end));
        fleet.close();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("the socket {} cannot be removed: {}", socket, e.toString());
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                accept(server.accept());
            }
        } catch (ClosedChannelException e) {
            LOG.debug("no longer listening on {}", socket);
        } catch (IOException e) {
            LOG.warn("listening on {} ended: {}", socket, e.toString());
        }
    }

    private synchronized void accept(SocketChannel channel) throws IOException {
        if (closed || sessions.size() >= settings.connections()) {
            channel.close();
            trouble("a connection was refused: " + settings.connections() + " VMs are connected");
            return;
        }
        Session.Origin origin = new Session.Origin(OWNER, "", "", "");
        Session session = new Session(channel, settings.limits(), fleet, claims, origin);
        accepted++;
        Thread reader = daemon(() -> watch(session), "signalbox-qmp-listen-" + accepted + "-reader");
        sessions.put(reader, session);
        reader.start();
    }

    private void watch(Session session) {
        try (session) {
            session.run(() -> trouble(""));
        } catch (ConnectionEnd | IOException e) {
            trouble(e.getMessage());
        } finally {
            synchronized (this) {
                sessions.remove(Thread.currentThread());
            }
        }
    }

    /* The same trouble is told once: a VM that is refused comes again each second. */
    private synchronized void trouble(String what) {
        if (!what.equals(lastTrouble) && !what.isEmpty() && !closed) {
            LOG.warn("{}: {}", socket, what);
        }
        lastTrouble = what;
    }

    /* A socket file on which nobody listens was left by a bus that was killed. */
    private void removeLeftover() throws IOException {
        if (Files.notExists(socket)) {
            return;
        }
        if (Files.isRegularFile(socket) || Files.isDirectory(socket)) {
            throw new IOException("is not a socket");
        }
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException nobodyListens) {
            Files.deleteIfExists(socket);
            return;
        }
        throw new IOException("another process listens on it");
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void join(Thread thread, long endNanos) {
        try {
            thread.join(
                    Math.max(1, Duration.ofNanos(endNanos - System.nanoTime()).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.debug("closing {} failed", open, e);
        }
    }
}
