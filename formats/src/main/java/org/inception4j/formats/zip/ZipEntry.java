package org.inception4j.formats.zip;

/**
 * What the directory of a zip archive says of an entry.
 *
 * @param checksum CRC-32 of what is in it
 * @param packed bytes in the file
 * @param size bytes of what is in it
 * @param header where its own header begins
 */
record ZipEntry(int flags, int method, int checksum, long packed, long size, long header) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    boolean isDeflated() {
        return method == DEFLATED;
    }

    boolean isEncrypted() {
        return (flags & 1) != 0;
    }
}
