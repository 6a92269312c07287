package io.signalbox.source.qmp.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A qemu-system-x86_64 without guest, and a monitor of the test's own to command it. Fails if there is no QEMU. */
final class RealQemu implements AutoCloseable {
    private final Process process;
    private final SocketChannel control;
    private final BufferedReader replies;

    private RealQemu(Process process, SocketChannel control) {
        this.process = process;
        this.control = control;
        replies = new BufferedReader(Channels.newReader(control, StandardCharsets.UTF_8));
    }

    /** Starts one whose monitor listens on {@code socket}. */
    static RealQemu listening(Path socket) throws Exception {
        return start(socket.resolveSibling("c"), "-qmp", "unix:" + socket + ",server=on,wait=off");
    }

    /** Starts one whose monitor dials {@code socket}, again and again. */
    static RealQemu dialling(Path socket, String name) throws Exception {
        return start(
                socket.resolveSibling("c-" + name),
                "-chardev",
                "socket,id=m,path=" + socket + ",server=off,reconnect=1",
                "-mon",
                "chardev=m,mode=control",
                "-name",
                name);
    }

    /** Runs commands, all under way at once; returns when the last was answered. */
    void command(String... commands) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String command : commands) {
            lines.append("{\"execute\":\"").append(command).append("\"}\n");
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            control.write(bytes);
        }
        for (int answered = 0; answered < commands.length; ) {
            String line = replies.readLine();
            if (line == null) {
                throw new IOException("the monitor ended before its reply");
            }
            answered += line.startsWith("{\"return\"") ? 1 : 0;
        }
    }

    /** Ends it as power loss would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it as an operator's kill does. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    void quit() throws IOException, InterruptedException {
        command("quit");
        awaitEnd();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        control.close();
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("QEMU did not end within 20 s");
        }
    }

    private static RealQemu start(Path controlSocket, String... more) throws Exception {
        Files.deleteIfExists(controlSocket);
        List<String> command = new ArrayList<>(List.of(
                "qemu-system-x86_64", "-accel", "tcg", "-machine", "none", "-display", "none", "-nodefaults", "-S"));
        command.addAll(List.of("-qmp", "unix:" + controlSocket + ",server=on,wait=off"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).inheritIO().start();
        RealQemu qemu = new RealQemu(process, connect(controlSocket, process));
        qemu.command("qmp_capabilities");
        return qemu;
    }

    private static SocketChannel connect(Path socket, Process process) throws Exception {
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException notYet) {
                channel.close();
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IOException("QEMU ended with " + process.exitValue(), notYet);
                }
            }
        }
    }
}
