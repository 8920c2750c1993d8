package org.inception4j.formats.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the pickle of a state dict, protocol 2, in the words that PyTorch's own reader of weights allows. */
final class PickleBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A tensor without gaps that has a storage of its own. */
    record Item(String name, ElementType type, List<Long> sizes, String key) {
        long elements() {
            return sizes.stream().reduce(1L, Math::multiplyExact);
        }
    }

    /** An OrderedDict of the tensors. */
    static byte[] of(List<Item> items) {
        PickleBytes pickle = new PickleBytes();
        pickle.put(0x80, 2);
        pickle.orderedDict();
        pickle.put('(');
        items.forEach(pickle::item);
        pickle.put('u', '.');
        return pickle.bytes.toByteArray();
    }

    private void item(Item item) {
        text(item.name());
        name("torch._utils", "_rebuild_tensor_v2");
        put('(');
        storage(item);
        number(0); // the offset
        numbers(item.sizes());
        numbers(StoredTensor.contiguous(item.sizes()));
        put(0x89); // requires no gradient
        orderedDict(); // has no hooks
        put('t', 'R');
    }

    private void storage(Item item) {
        put('(');
        text("storage");
        name("torch", item.type().storageClass());
        text(item.key());
        text("cpu");
        number(item.elements());
        put('t', 'Q');
    }

    private void orderedDict() {
        name("collections", "OrderedDict");
        put(')', 'R');
    }

    private void numbers(List<Long> numbers) {
        put('(');
        numbers.forEach(this::number);
        put('t');
    }

    private void number(long number) {
        if (number <= Integer.MAX_VALUE) {
            put('J');
            bytes.writeBytes(little(Integer.BYTES).putInt((int) number).array());
        } else {
            put(0x8a, Long.BYTES);
            bytes.writeBytes(little(Long.BYTES).putLong(number).array());
        }
    }

    private void text(String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        put('X');
        bytes.writeBytes(little(Integer.BYTES).putInt(letters.length).array());
        bytes.writeBytes(letters);
    }

    private void name(String module, String name) {
        put('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void put(int... opcodes) {
        for (int opcode : opcodes) {
            bytes.write(opcode);
        }
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
