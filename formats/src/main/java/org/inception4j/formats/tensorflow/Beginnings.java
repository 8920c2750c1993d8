package org.inception4j.formats.tensorflow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.inception4j.formats.MappedFile;
import org.inception4j.formats.protobuf.ProtoReader;

/** By what TensorFlow's files are known. */
final class Beginnings {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int TAR_AT = 257;
    private static final String TAR = "ustar";

    private Beginnings() {}

    static boolean known(MemorySegment head, Path file) {
        return isGraph(head) || isTarInGzip(head) || isTable(file);
    }

    static boolean isGzip(MemorySegment head) {
        return head.byteSize() > 2 && (unsigned(head, 0) << 8 | unsigned(head, 1)) == GZIP_MAGIC;
    }

    /** A graph begins with a node, and that with its name and operation, which begins with a letter; a SavedModel with a version. */
    static boolean isGraph(MemorySegment head) {
        try {
            ProtoReader graph = new ProtoReader(head);
            if (graph.next() != 1) {
                return false;
            }
            if (!graph.hasLength()) {
                return graph.number() == 1 && graph.next() == 2 && graph.hasLength() && isMetaGraph(graph);
            }
            return isNode(graph);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isNode(ProtoReader graph) {
        long length = graph.varint();
        boolean named = length > 0 && graph.next() == 1 && graph.hasLength();
        if (!named) {
            return false;
        }
        graph.skip();
        return graph.next() == 2 && graph.hasLength() && Character.isJavaIdentifierStart(letter(graph.text()));
    }

    /** Begins with what is known of it, a message. */
    private static boolean isMetaGraph(ProtoReader saved) {
        return saved.varint() > 0 && saved.next() == 1 && saved.hasLength();
    }

    private static char letter(String text) {
        return text.isEmpty() ? '0' : text.charAt(0);
    }

    private static boolean isTarInGzip(MemorySegment head) {
        if (!isGzip(head)) {
            return false;
        }
        byte[] bytes = head.toArray(ValueLayout.JAVA_BYTE);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] begin = in.readNBytes(TAR_AT + TAR.length());
            return begin.length == TAR_AT + TAR.length()
                    && new String(begin, TAR_AT, TAR.length(), StandardCharsets.US_ASCII).equals(TAR);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isTable(Path file) {
        try {
            return OldCheckpoint.isTable(MappedFile.open(file));
        } catch (IOException _) {
            return false;
        }
    }

    private static int unsigned(MemorySegment head, long at) {
        return Byte.toUnsignedInt(head.get(ValueLayout.JAVA_BYTE, at));
    }
}
