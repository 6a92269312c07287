package io.signalbox.source.qmp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/** Reads lines off a socket, each within a time. One thread reads; any other may close. */
final class LineReader implements AutoCloseable {
    private static final int FIRST_ROOM = 8_192;

    private final SocketChannel channel;
    private final Selector selector;
    private final int longest;
    private byte[] buffer = new byte[FIRST_ROOM];
    private int start;
    private int end;
    private int scanned;

    /** @param longest how many bytes a line may have */
    LineReader(SocketChannel channel, int longest) throws IOException {
        this.channel = channel;
        this.longest = longest;
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * The next line without its end, waited for.
     *
     * @param limit how long to wait; zero waits for ever
     * @param late why the connection is over if the line does not come in that time
     */
    byte[] next(Duration limit, ConnectionEnd.Why late) throws ConnectionEnd {
        long begin = System.nanoTime();
        while (true) {
            int newline = findNewline();
            if (newline >= 0) {
                return take(newline);
            }
            if (end - start > longest) {
                throw new ConnectionEnd(ConnectionEnd.Why.LINE_TOO_LONG, true);
            }
            long left = limit.isZero() ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - begin);
            fill(left, late);
        }
    }

    private int findNewline() {
        while (scanned < end) {
            if (buffer[scanned] == '\n') {
                return scanned;
            }
            scanned++;
        }
        return -1;
    }

    private byte[] take(int newline) {
        int lineEnd = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
        byte[] line = Arrays.copyOfRange(buffer, start, lineEnd);
        start = newline + 1;
        scanned = start;
        return line;
    }

    private void fill(long nanosLeft, ConnectionEnd.Why late) throws ConnectionEnd {
        makeRoom();
        try {
            int read = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
            if (read < 0) {
                throw new ConnectionEnd(ConnectionEnd.Why.CLOSED_BY_VM, end > start);
            }
            end += read;
            if (read == 0) {
                await(nanosLeft, late);
            }
        } catch (ClosedChannelException | ClosedSelectorException e) {
            throw new ConnectionEnd(ConnectionEnd.Why.STOPPED, end > start);
        } catch (IOException e) {
            throw new ConnectionEnd(
                    ConnectionEnd.Why.CLOSED_BY_VM, end > start); // reset: it ended with our bytes unread
        }
    }

    private void await(long nanosLeft, ConnectionEnd.Why late) throws IOException, ConnectionEnd {
        if (nanosLeft <= 0) {
            throw new ConnectionEnd(late, end > start);
        }
        selector.select(nanosLeft == Long.MAX_VALUE ? 0 : nanosLeft / 1_000_000 + 1);
        selector.selectedKeys().clear();
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
        } else if (start > 0 && end == buffer.length) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            scanned -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    /** Ends the connection; a thread that reads is told that it was stopped. */
    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
