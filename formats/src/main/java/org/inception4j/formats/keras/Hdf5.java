package org.inception4j.formats.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.inception4j.formats.WeightsException;

/**
 * The HDF5 library behind a guard. It believes offsets and lengths as they stand: wrong ones end in any unchecked exception, in
 * deep recursion, in huge arrays or in a walk without end. Here all of that is a {@link WeightsException}, nothing larger than
 * the file itself is asked of it, and links are refused: weights do not come from where nobody looked.
 */
final class Hdf5 implements Closeable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /** The smallest superblock with the smallest object header. */
    private static final int MIN_BYTES = 64;

    private static final ValueLayout.OfLong END = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_CAUSES = 20;
    private static final String REMEDY =
            "copy or download it again, or save it anew from Keras with weights in float32";

    private final String place;
    private final long bytes;
    private final Arena arena;
    private final HdfFile file;

    private Hdf5(String place, MemorySegment content, Arena arena) throws WeightsException {
        this.place = place;
        this.bytes = content.byteSize();
        this.arena = arena;
        if (!isHdf5(content)) {
            throw new WeightsException(
                    place, "is no HDF5 file", "give the .h5 file that Keras' save_weights or save wrote");
        }
        refuseCutOff(place, content);
        this.file = read(place, () -> HdfFile.fromByteBuffer(content.asByteBuffer()));
    }

    static Hdf5 open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw Files.isDirectory(path)
                    ? new WeightsException(path.toString(), "is a folder", "give a file")
                    : new WeightsException(path.toString(), "there is no such file", "check the path");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path)) {
            refuseLarge(path.toString(), channel.size());
            return new Hdf5(path.toString(), channel.map(MapMode.READ_ONLY, 0, channel.size(), arena), arena);
        } catch (IOException refused) {
            arena.close();
            throw refused;
        }
    }

    /** Of a file in memory, which is copied: the copy can be taken away from a library that reads on and on. */
    static Hdf5 of(String place, MemorySegment content) throws WeightsException {
        refuseLarge(place, content.byteSize());
        Arena arena = Arena.ofShared();
        try {
            return new Hdf5(place, arena.allocate(content.byteSize()).copyFrom(content), arena);
        } catch (WeightsException refused) {
            arena.close();
            throw refused;
        }
    }

    private static void refuseLarge(String place, long bytes) throws WeightsException {
        if (bytes > Integer.MAX_VALUE) {
            throw new WeightsException(
                    place,
                    "has %d bytes".formatted(bytes),
                    "files of more than 2 GiB are not read; save the weights alone, without the optimizer");
        }
    }

    static boolean isHdf5(MemorySegment head) {
        return head.byteSize() >= MIN_BYTES
                && head.asSlice(0, SIGNATURE.length).mismatch(MemorySegment.ofArray(SIGNATURE)) < 0;
    }

    /** Where the file ends, its superblock says. The library would go on to what it misses first. */
    private static void refuseCutOff(String place, MemorySegment content) throws WeightsException {
        int version = content.get(ValueLayout.JAVA_BYTE, SIGNATURE.length);
        int endAt = version == 0 ? 40 : version == 1 ? 44 : 28;
        int offsetBytes = content.get(ValueLayout.JAVA_BYTE, version < 2 ? 13 : 9);
        if (offsetBytes != Long.BYTES) {
            return;
        }
        long end = content.get(END, endAt);
        if (end > content.byteSize()) {
            throw new WeightsException(
                    place,
                    "has %d bytes and says it has %d; it is cut off".formatted(content.byteSize(), end),
                    "copy or download it again");
        }
    }

    String place() {
        return place;
    }

    long bytes() {
        return bytes;
    }

    Group root() {
        return file;
    }

    /** What the library reads; what it does to a damaged file becomes a sentence. */
    <T> T read(String at, Supplier<T> reading) throws WeightsException {
        try (Patience _ = Patience.of(arena, bytes)) {
            return reading.get();
        } catch (RuntimeException | VirtualMachineError damaged) {
            throw new WeightsException(at, "cannot be read (%s)".formatted(reason(damaged)), REMEDY);
        }
    }

    /** The library's first cause: the outer ones only say on which way it was. */
    private static String reason(Throwable damaged) {
        Throwable cause = damaged;
        for (int i = 0; i < MAX_CAUSES && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        String said = cause.getMessage();
        return said == null || said.isBlank()
                ? cause.getClass().getSimpleName()
                : said.lines().findFirst().orElse(said);
    }

    /** What a group holds, by name. */
    Map<String, Node> children(String at, Group group) throws WeightsException {
        Map<String, Node> children = new LinkedHashMap<>(read(at, group::getChildren));
        for (Map.Entry<String, Node> child : children.entrySet()) {
            refuseLink(at + ", " + child.getKey(), child.getValue());
        }
        return children;
    }

    /** What lies at the path below a group. */
    Optional<Node> child(String at, Group owner, String path) throws WeightsException {
        Node node = owner;
        for (String part : path.split("/")) {
            Node here = node;
            node = here instanceof Group group
                    ? read(at, () -> group.getChildren().get(part))
                    : null;
            if (node == null) {
                return Optional.empty();
            }
            refuseLink(at, node);
        }
        return Optional.of(node);
    }

    Optional<Group> group(String at, Group owner, String path) throws WeightsException {
        return child(at, owner, path).filter(Group.class::isInstance).map(Group.class::cast);
    }

    private void refuseLink(String at, Node node) throws WeightsException {
        if (read(at, node::isLink)) {
            throw new WeightsException(
                    at,
                    "%s is a link, which may lead anywhere".formatted(node.getName()),
                    "save the file from Keras, which writes none");
        }
    }

    boolean hasAttribute(String at, Node owner, String name) throws WeightsException {
        return read(at, () -> owner.getAttributes().containsKey(name));
    }

    /** One line of text among the attributes. */
    Optional<String> text(String at, Node owner, String name) throws WeightsException {
        return read(at, () -> Optional.ofNullable(owner.getAttribute(name))
                .map(this::data)
                .filter(String.class::isInstance)
                .map(String.class::cast));
    }

    /** Texts of the attribute; one of more than 64 kB lies in parts with a number behind the name. */
    List<String> texts(String at, Node owner, String name) throws WeightsException {
        return read(at, () -> {
            Attribute whole = owner.getAttribute(name);
            if (whole != null) {
                return texts(whole);
            }
            List<String> all = new ArrayList<>();
            for (int i = 0; owner.getAttribute(name + i) != null; i++) {
                all.addAll(texts(owner.getAttribute(name + i)));
            }
            return all;
        });
    }

    /** An empty list was written as one of float64. */
    private List<String> texts(Attribute attribute) {
        if (attribute.isEmpty() || attribute.getSize() == 0) {
            return List.of();
        }
        if (data(attribute) instanceof String[] texts) {
            return List.of(texts);
        }
        throw new IllegalArgumentException("%s is no list of texts".formatted(attribute.getName()));
    }

    private Object data(Attribute attribute) {
        checkSize(attribute.getName(), attribute.getSize(), 1);
        return attribute.getData();
    }

    /** All numbers of a dataset in a row, in an array of the type they are stored as. */
    Object values(String at, Dataset dataset) throws WeightsException {
        return read(at, () -> {
            checkSize(
                    dataset.getName(), dataset.getSize(), dataset.getDataType().getSize());
            return dataset.getDataFlat();
        });
    }

    /** Keras does not compress; what compresses better than a thousand times is no weight. */
    private void checkSize(String name, long elements, int elementBytes) {
        long claimed = Math.multiplyExact(elements, Math.max(1, elementBytes));
        if (elements < 0 || claimed > bytes) {
            throw new IllegalArgumentException(
                    "%s says it has %d numbers in a file of %d bytes".formatted(name, elements, bytes));
        }
    }

    @Override
    public void close() {
        file.close();
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
