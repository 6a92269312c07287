package io.signalbox.source.qmp.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A QEMU's monitor, played by the test: says what the test says, when it says it. */
final class FakeQemu implements AutoCloseable {
    static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}}, \"capabilities\": []}}";

    private final Path socket;
    private final ServerSocketChannel server;

    FakeQemu(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /** The next client, waited for. */
    Client accept() throws IOException {
        return new Client(server.accept());
    }

    /** The process ends: nobody listens any more, though the file is still there. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    Path socket() {
        return socket;
    }

    /** One client's connection. */
    static final class Client implements AutoCloseable {
        private final SocketChannel channel;
        private final BufferedReader commands;

        Client(SocketChannel channel) {
            this.channel = channel;
            commands = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        }

        /** A client that dials in. */
        static Client dial(Path socket) throws IOException {
            return new Client(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        }

        void send(String line) throws IOException {
            sendCut(line + "\r\n");
        }

        void sendCut(String text) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        void event(String name, String data) throws IOException {
            send("{\"timestamp\": {\"seconds\": 1700000000, \"microseconds\": 5}, \"event\": \"" + name + "\""
                    + (data.isEmpty() ? "" : ", \"data\": " + data) + "}");
        }

        /** Answers the next command, whatever it is. */
        void reply(String result) throws IOException {
            String command = commands.readLine();
            send("{\"return\": " + result + ", " + command.substring(command.indexOf("\"id\"")));
        }

        void fail(String error) throws IOException {
            commands.readLine();
            send("{\"error\": {\"class\": \"" + error + "\", \"desc\": \"no\"}}");
        }

        /** Greets and answers as a VM of that name and status. */
        void attach(String name, String status) throws IOException {
            send(GREETING);
            reply("{}");
            reply("{\"status\": \"" + status + "\", \"singlestep\": false, \"running\": " + status.equals("running")
                    + "}");
            reply(name.isEmpty() ? "{}" : "{\"name\": \"" + name + "\"}");
            reply("{\"UUID\": \"00000000-0000-0000-0000-000000000000\"}");
            reply("[]");
            fail("CommandNotFound");
        }

        /** Waits until the other side hangs up. */
        void awaitHangUp() throws IOException {
            while (commands.read() >= 0) {
                continue;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
