package io.signalbox.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real QEMU without guest: one monitor for the bus, one for the test to command it. Fails if there is no QEMU. */
final class QemuProcess implements AutoCloseable {
    private static final int PIPELINED = 1_000;

    private final Process process;
    private final SocketChannel control;
    private final BufferedReader replies;

    private QemuProcess(Process process, SocketChannel control) {
        this.process = process;
        this.control = control;
        replies = new BufferedReader(Channels.newReader(control, StandardCharsets.UTF_8));
    }

    /** Starts one whose monitor listens on {@code socket}. */
    static QemuProcess start(Path socket) throws IOException, InterruptedException {
        Path second = socket.resolveSibling(socket.getFileName() + "-control");
        Process process = new ProcessBuilder(List.of(
                        "qemu-system-x86_64",
                        "-accel",
                        "tcg",
                        "-machine",
                        "none",
                        "-display",
                        "none",
                        "-nodefaults",
                        "-S",
                        "-qmp",
                        "unix:" + socket + ",server=on,wait=off",
                        "-qmp",
                        "unix:" + second + ",server=on,wait=off"))
                .inheritIO()
                .start();
        QemuProcess qemu = new QemuProcess(process, connect(second, process));
        qemu.command("qmp_capabilities");
        return qemu;
    }

    private static SocketChannel connect(Path socket, Process process) throws IOException, InterruptedException {
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

    /** Runs one command; returns when it was answered. */
    void command(String name) throws IOException {
        write(line(name));
        awaitReplies(1);
    }

    /** Runs two commands in turn, {@code times} each, many under way at once; each makes QEMU tell one event. */
    void pairs(String first, String second, int times) throws IOException {
        String pair = line(first) + line(second);
        for (int done = 0; done < times; done += PIPELINED) {
            int now = Math.min(PIPELINED, times - done);
            write(pair.repeat(now));
            awaitReplies(2 * now);
        }
    }

    private static String line(String command) {
        return "{\"execute\":\"" + command + "\"}\n";
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            control.write(bytes);
        }
    }

    private void awaitReplies(int count) throws IOException {
        for (int answered = 0; answered < count; ) {
            String line = replies.readLine();
            if (line == null) {
                throw new IOException("the monitor ended before its reply");
            }
            if (line.startsWith("{\"error\"")) {
                throw new IOException(line);
            }
            answered += line.startsWith("{\"return\"") ? 1 : 0;
        }
    }

    /** Ends it by SIGKILL, as the host's out-of-memory killer does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("QEMU did not end within 20 s");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        control.close();
    }
}
