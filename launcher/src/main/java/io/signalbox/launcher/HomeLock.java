package io.signalbox.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second host out of a home. The operating system holds the lock, so it ends with the process, however that
 * ends; the file that stays behind only tells who holds it.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws LaunchException if another host holds the home, naming its process */
    static HomeLock take(Home home) throws LaunchException {
        Path file = home.data().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw LaunchException.failure("home in use: " + home.root() + " (process " + holder(file) + ")", null);
            }
            channel.truncate(0);
            HomeLock taken = new HomeLock(channel);
            channel.write(ByteBuffer.wrap(Long.toString(taken.pid()).getBytes(StandardCharsets.US_ASCII)));
            return taken;
        } catch (IOException e) {
            throw LaunchException.failure("home cannot be locked: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String holder(Path file) {
        try {
            String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return pid.isEmpty() ? "unknown" : pid;
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** The process that holds it: this one. */
    long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
