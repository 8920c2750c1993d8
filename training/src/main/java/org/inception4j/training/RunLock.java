package org.inception4j.training;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a run folder to one training at a time, of this process or another. The lock is the operating system's: it ends with the
 * process, however that ends. Its empty file stays, since deleting it would race with one who is about to lock it.
 */
record RunLock(FileChannel channel) implements Closeable {
    static RunLock of(RunFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(channel)) {
            channel.close();
            throw new IllegalStateException(
                    "%s: another training writes to this folder; choose another folder or wait for it"
                            .formatted(folder.path()));
        }
        return new RunLock(channel);
    }

    /** A network folder that knows no locks is taken as free. */
    private static boolean isFree(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
