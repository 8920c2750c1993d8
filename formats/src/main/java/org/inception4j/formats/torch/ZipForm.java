package org.inception4j.formats.torch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.zip.ZipArchive;

/** PyTorch 1.6 and later: a zip archive of a folder with {@code data.pkl} and a file {@code data/KEY} for each storage. */
record ZipForm(ZipArchive zip, String folder, Object root, ByteOrder order, Map<String, MemorySegment> storages)
        implements Archive {
    private static final String PICKLE = "/data.pkl";
    private static final String DATA = "/data/";
    private static final byte[] BIG = {'b', 'i', 'g'};
    private static final List<String> SCRIPTED = List.of("/constants.pkl", "/code/");

    static ZipForm of(MemorySegment bytes, String place) throws IOException {
        ZipArchive zip = ZipArchive.of(bytes, place);
        String folder = folder(zip, place);
        String name = folder + PICKLE;
        Pickle pickle = new Pickle(zip.read(name).orElseThrow(), 0, place + ", " + name);
        Object root = pickle.read();
        for (Storage storage : pickle.storages().values()) {
            checkSize(zip, place, folder + DATA + storage.key(), storage.bytes());
        }
        return new ZipForm(zip, folder, root, order(zip, folder), new ConcurrentHashMap<>());
    }

    private static void checkSize(ZipArchive zip, String place, String name, long needed) throws FormatException {
        long size = zip.size(name).orElse(0L);
        if (size < needed) {
            throw new FormatException(
                    place + ", " + name,
                    "has %d bytes, and its tensors need %d".formatted(size, needed),
                    "it is damaged, copy the file again");
        }
    }

    /** Whether {@code torch.save} or {@code torch.jit.save} wrote such an archive. */
    static boolean isTorch(ZipArchive zip) {
        return zip.names().stream().anyMatch(ZipForm::isPickle);
    }

    private static boolean isPickle(String name) {
        return name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length();
    }

    private static String folder(ZipArchive zip, String place) throws FormatException {
        String pickle = zip.names().stream()
                .filter(ZipForm::isPickle)
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        place,
                        "is a zip archive without data.pkl, none of PyTorch's",
                        "give the file that torch.save(model.state_dict(), file) wrote"));
        String folder = pickle.substring(0, pickle.indexOf('/'));
        for (String part : SCRIPTED) {
            if (zip.names().stream().anyMatch(name -> name.startsWith(folder + part))) {
                throw new FormatException(
                        place,
                        "is a TorchScript archive, a program with its weights",
                        "save the weights alone: torch.save(torch.jit.load(file).state_dict(), other)");
            }
        }
        return folder;
    }

    private static ByteOrder order(ZipArchive zip, String folder) throws IOException {
        Optional<MemorySegment> order = zip.read(folder + "/byteorder");
        return order.isPresent() && order.get().mismatch(MemorySegment.ofArray(BIG)) == -1
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public String form() {
        return "zip archive";
    }

    /** Tensors may share a storage: it is unpacked and tested once. */
    @Override
    public MemorySegment bytes(Storage storage) throws IOException {
        MemorySegment bytes = storages.get(storage.key());
        if (bytes == null) {
            bytes = zip.read(folder + DATA + storage.key()).orElse(MemorySegment.NULL);
            storages.put(storage.key(), bytes);
        }
        return bytes.asSlice(storage.begin(), storage.bytes());
    }
}
