package io.signalbox.source.qmp.internal;

import io.signalbox.api.UnifiedEventBus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the VM that listens on one socket: connects, and connects again, until closed. */
final class DialOut implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DialOut.class);

    private final Path socket;
    private final Claims claims;
    private final Fleet fleet;
    private final Backoff backoff;
    private final Thread thread;
    private volatile DialOutSettings settings;
    private String lastTrouble = ""; // of the thread
    private Session session; // guarded by this
    private boolean closed; // guarded by this

    DialOut(UnifiedEventBus bus, String host, DialOutSettings settings, Claims claims, Backoff backoff) {
        this.socket = Path.of(settings.socket());
        this.settings = settings;
        this.claims = claims;
        this.backoff = backoff;
        fleet = new Fleet(bus, host, settings.limits().queueCapacity());
        thread = new Thread(this::watch, "signalbox-qmp-" + settings.label() + "-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Goes on with other limits; the socket and the name must be the same. */
    void change(DialOutSettings next) {
        settings = next;
        fleet.setQueueCapacity(next.limits().queueCapacity());
    }

    /** Ends the connection, tells so, publishes what is queued, ends the threads; each step has its limit. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
            hangUp();
        }
        try {
            thread.join(Duration.ofSeconds(2).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fleet.close();
    }

    private void watch() {
        String claim = "socket " + socket.toAbsolutePath().normalize();
        boolean mine = false;
        while (!isClosed()) {
            Optional<String> holder = mine ? Optional.empty() : claims.take(claim, settings.label(), Duration.ZERO);
            mine = holder.isEmpty();
            if (mine) {
                connect();
            } else {
                trouble("the socket is already watched by " + holder.get());
            }
            pause(backoff.next(settings.backoffLeast(), settings.backoffMost()));
        }
        if (mine) {
            claims.release(claim);
        }
    }

    private void connect() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            String mark = mark();
            channel.configureBlocking(false); // a full backlog is a failure, not a wait
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new IOException("the socket takes no connection now");
            }
            converse(channel, mark);
        } catch (ConnectionEnd end) {
            if (end.why() == ConnectionEnd.Why.CLOSED_BY_VM) {
                fleet.unreachable();
            }
            trouble(end.getMessage());
        } catch (ConnectException | NoSuchFileException e) {
            fleet.unreachable();
            trouble("nobody listens there");
        } catch (IOException e) {
            trouble(e.toString());
        }
    }

    private void converse(SocketChannel channel, String mark) throws IOException, ConnectionEnd {
        DialOutSettings now = settings;
        Session.Origin origin = new Session.Origin(now.label(), now.name(), now.label(), mark);
        try (Session opened = new Session(channel, now.limits(), fleet, claims, origin)) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                session = opened;
            }
            opened.run(() -> {
                backoff.reset();
                lastTrouble = "";
            });
        }
    }

    /* QEMU makes the file when it starts. A file's number is soon used again, its time is not. */
    private String mark() throws IOException {
        BasicFileAttributes file = Files.readAttributes(socket, BasicFileAttributes.class);
        return file.fileKey() + "@" + file.lastModifiedTime().toInstant();
    }

    /* The same trouble is told once. */
    private void trouble(String what) {
        if (!what.equals(lastTrouble) && !isClosed()) {
            lastTrouble = what;
            LOG.warn("{}: cannot watch the VM at {}: {}; trying again", settings.label(), socket, what);
        }
    }

    private synchronized void pause(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            for (long left = wait.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void hangUp() {
        try {
            if (session != null) {
                session.close();
            }
        } catch (IOException e) {
            LOG.debug("{}: closing the connection failed", settings.label(), e);
        }
    }
}
