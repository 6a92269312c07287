package io.signalbox.source.qmp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks QMP over one socket. One thread uses it; any other may close it.
 *
 * <p>Events may come at any time, even before the greeting or between a command and its reply: they are kept, and come
 * first when asked for. What is neither event nor reply is passed over, as the protocol wants.
 */
final class QmpConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final Limits limits;
    private final LineReader lines;
    private final ArrayDeque<Map<String, Object>> early = new ArrayDeque<>();
    private long lastId;

    QmpConnection(SocketChannel channel, Limits limits) throws IOException {
        this.channel = channel;
        this.limits = limits;
        lines = new LineReader(channel, limits.lineBytes());
    }

    /** What the greeting says, waited for. */
    Map<?, ?> greeting() throws ConnectionEnd {
        while (true) {
            Map<String, Object> message = parse(lines.next(limits.greetingTimeout(), ConnectionEnd.Why.NO_GREETING));
            if (message.get("QMP") instanceof Map<?, ?> greeting) {
                return greeting;
            }
            keepIfEvent(message);
        }
    }

    /** The result of a command without arguments; empty if it failed. */
    Optional<Object> execute(String command) throws ConnectionEnd {
        lastId++;
        send("{\"execute\":\"" + command + "\",\"id\":" + lastId + "}\n");
        while (true) {
            Map<String, Object> message = parse(lines.next(limits.replyTimeout(), ConnectionEnd.Why.NO_REPLY));
            if (message.containsKey("event")) {
                keepIfEvent(message);
            } else if (isReply(message)) {
                return Optional.ofNullable(message.get("return"));
            }
        }
    }

    /** The next event, waited for without a limit. */
    Map<String, Object> nextEvent() throws ConnectionEnd {
        while (early.isEmpty()) {
            keepIfEvent(parse(lines.next(Duration.ZERO, ConnectionEnd.Why.NO_REPLY)));
        }
        return early.poll();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /* An error reply may lack the id. */
    private boolean isReply(Map<String, Object> message) {
        boolean answers = message.containsKey("return") || message.containsKey("error");
        Object id = message.get("id");
        return answers && (id == null || id.equals(lastId));
    }

    private void keepIfEvent(Map<String, Object> message) throws ConnectionEnd {
        if (message.get("event") instanceof String) {
            if (early.size() >= limits.queueCapacity()) {
                throw new ConnectionEnd(ConnectionEnd.Why.NOT_QMP, false, "more events than replies in the handshake");
            }
            early.add(message);
        }
    }

    private static Map<String, Object> parse(byte[] line) throws ConnectionEnd {
        try {
            return line.length == 0 ? Map.of() : Json.object(line);
        } catch (IOException e) {
            throw new ConnectionEnd(ConnectionEnd.Why.NOT_QMP, false);
        }
    }

    private void send(String command) throws ConnectionEnd {
        ByteBuffer bytes = ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    throw new ConnectionEnd(ConnectionEnd.Why.NO_REPLY, false);
                }
            }
        } catch (IOException e) {
            // the other side is gone: what it said last, and its end, are still to be read
        }
    }
}
