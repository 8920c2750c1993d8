package org.inception4j.formats.torch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.inception4j.formats.FormatException;

/**
 * Reads Python's pickle, protocols 2 to 5, as far as PyTorch writes it. Nothing is ever called: what comes out are dicts (Map),
 * lists (List), tuples ({@link Tuple}), text, numbers, true, false, null, and what {@link Allowed} makes of the few names that
 * tensors need. Memory and time are bounded by the pickle's length.
 */
final class Pickle {
    /** A tuple, which nothing can be appended to. */
    record Tuple(List<Object> items) {
        Tuple {
            items = Collections.unmodifiableList(items);
        }
    }

    /** State dicts take about 100 bytes a tensor. */
    private static final long MOST_BYTES = 16 << 20;

    /** An empty dict is one byte in the file and 64 in memory. */
    private static final int MOST_CONTAINERS = 1 << 20;

    private static final int MOST_NAME_BYTES = 1 << 10;
    private static final int MOST_LONG_BYTES = 16;
    private static final int NEWEST_PROTOCOL = 5;
    private static final Object MARK = new Object();

    private final MemorySegment bytes;
    private final String place;
    private final long begin;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private final Allowed allowed = new Allowed(this);
    private long at;
    private long opcodeAt;
    private int containers;

    /** @param begin of the pickle in {@code bytes} */
    Pickle(MemorySegment bytes, long begin, String place) {
        this.bytes = bytes;
        this.begin = begin;
        this.at = begin;
        this.place = place;
    }

    /** Where the byte after the pickle is. */
    long end() {
        return at;
    }

    /** The storages that what was read refers to, by their keys. */
    Map<String, Storage> storages() {
        return allowed.storages();
    }

    /** The pickled object. */
    Object read() throws FormatException {
        int opcode = opcode();
        while (opcode != '.') {
            if (!value(opcode) && !container(opcode) && !reference(opcode)) {
                throw refused(
                        "the opcode 0x%02x is none that PyTorch writes for a state dict".formatted(opcode),
                        Allowed.REMEDY);
            }
            opcode = opcode();
        }
        return pop();
    }

    /** A refusal at the current opcode. */
    FormatException refused(String problem, String remedy) {
        return new FormatException("%s, byte %d".formatted(place, opcodeAt), problem, remedy);
    }

    FormatException damaged(String problem) {
        return refused(problem, "it is damaged, copy it again");
    }

    private int opcode() throws FormatException {
        opcodeAt = at;
        if (at - begin > MOST_BYTES) {
            throw refused("the pickle goes on after %d bytes".formatted(MOST_BYTES), Allowed.REMEDY);
        }
        return unsigned(1);
    }

    private boolean value(int opcode) throws FormatException {
        switch (opcode) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'K' -> push((long) unsigned(1));
            case 'M' -> push((long) unsigned(2));
            case 'J' -> push((long) (int) little(4));
            case 0x8a -> push(number(unsigned(1)));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(little(8))));
            case 'X' -> push(text(little(4), StandardCharsets.UTF_8));
            case 0x8c -> push(text(unsigned(1), StandardCharsets.UTF_8));
            case 0x8d -> push(text(little(8), StandardCharsets.UTF_8));
            case 'U' -> push(text(unsigned(1), StandardCharsets.ISO_8859_1)); // Python 2
            case 'T' -> push(text(little(4), StandardCharsets.ISO_8859_1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) throws FormatException {
        switch (opcode) {
            case '}' -> push(made(Dict::new));
            case ']' -> push(made(ArrayList::new));
            case ')' -> push(made(() -> new Tuple(List.of())));
            case '(' -> push(MARK);
            case 't' -> tuple(popToMark());
            case 0x85 -> tuple(popped(1));
            case 0x86 -> tuple(popped(2));
            case 0x87 -> tuple(popped(3));
            case 'a' -> append(popped(1));
            case 'e' -> append(popToMark());
            case 's' -> put(popped(2));
            case 'u' -> put(popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean reference(int opcode) throws FormatException {
        switch (opcode) {
            case 0x80 -> protocol(unsigned(1));
            case 0x95 -> little(8); // the length of a frame, which only readers of streams need
            case 'q' -> memo.put((long) unsigned(1), top());
            case 'r' -> memo.put(little(4), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> push(remembered(unsigned(1)));
            case 'j' -> push(remembered(little(4)));
            case 'c' -> push(allowed.named(line(), line()));
            case 0x93 -> named(popped(2));
            case 'R' -> call(popped(2));
            case 'b' -> allowed.build(popped(1).getFirst(), top());
            case 'Q' -> push(allowed.storage(pop()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void protocol(int protocol) throws FormatException {
        if (protocol < 2 || protocol > NEWEST_PROTOCOL) {
            throw refused("is in pickle's protocol %d".formatted(protocol), "save it with protocol 2, PyTorch's own");
        }
    }

    private void named(List<Object> moduleAndName) throws FormatException {
        if (moduleAndName.getFirst() instanceof String module && moduleAndName.getLast() instanceof String name) {
            push(allowed.named(module, name));
        } else {
            throw damaged("a name is no text");
        }
    }

    private void call(List<Object> functionAndArguments) throws FormatException {
        if (!(functionAndArguments.getLast() instanceof Tuple(List<Object> arguments))) {
            throw damaged("the arguments of a call are no tuple");
        }
        push(allowed.call(functionAndArguments.getFirst(), arguments));
    }

    private void tuple(List<Object> items) throws FormatException {
        push(made(() -> new Tuple(items)));
    }

    private void append(List<Object> items) throws FormatException {
        if (!(top() instanceof ArrayList<?> list)) {
            throw damaged("something is appended to what is no list");
        }
        @SuppressWarnings("unchecked") // only this class makes lists
        List<Object> target = (List<Object>) list;
        target.addAll(items);
    }

    private void put(List<Object> keysAndValues) throws FormatException {
        if (!(top() instanceof Dict dict) || keysAndValues.size() % 2 != 0) {
            throw damaged("something is put into what is no dict");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            if (!(keysAndValues.get(i) instanceof String || keysAndValues.get(i) instanceof Long)) {
                throw refused("a dict has a key that is neither text nor a whole number", Allowed.REMEDY);
            }
            dict.items().put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    /** One more container; there may be only so many. */
    private <T> T made(Supplier<T> container) throws FormatException {
        return made(1, container);
    }

    /** The same of a container that copies the contents of another. */
    <T> T made(int size, Supplier<T> container) throws FormatException {
        containers += size;
        if (containers > MOST_CONTAINERS) {
            throw refused("has more than %d dicts, lists and tuples".formatted(MOST_CONTAINERS), Allowed.REMEDY);
        }
        return container.get();
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() throws FormatException {
        Object top = top();
        stack.removeLast();
        return top;
    }

    private Object top() throws FormatException {
        if (stack.isEmpty() || stack.getLast() == MARK) {
            throw damaged("the pickle takes more than it has");
        }
        return stack.getLast();
    }

    private List<Object> popped(int count) throws FormatException {
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.addFirst(pop());
        }
        return items;
    }

    private List<Object> popToMark() throws FormatException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw damaged("the pickle takes more than it has");
        }
        List<Object> items = new ArrayList<>(stack.subList(mark + 1, stack.size()));
        stack.subList(mark, stack.size()).clear();
        return items;
    }

    private Object remembered(long index) throws FormatException {
        if (!memo.containsKey(index)) {
            throw damaged("the pickle refers to its object %d, which it does not have".formatted(index));
        }
        return memo.get(index);
    }

    /** Whole numbers of up to 64 bits as Long, longer ones as BigInteger. */
    private Object number(int length) throws FormatException {
        if (length > MOST_LONG_BYTES) {
            throw refused("a whole number has %d bytes".formatted(length), Allowed.REMEDY);
        }
        byte[] digits = take(length);
        byte[] bigEndian = new byte[length + 1];
        for (int i = 0; i < length; i++) {
            bigEndian[length - i] = digits[i];
        }
        bigEndian[0] = (byte) (length > 0 && digits[length - 1] < 0 ? -1 : 0);
        BigInteger number = new BigInteger(bigEndian);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private String text(long length, Charset charset) throws FormatException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(take(length))).toString();
        } catch (CharacterCodingException _) {
            throw damaged("a text is not in UTF-8");
        }
    }

    private String line() throws FormatException {
        long end = at;
        while (end < Math.min(bytes.byteSize(), at + MOST_NAME_BYTES)
                && bytes.get(ValueLayout.JAVA_BYTE, end) != '\n') {
            end++;
        }
        String line = text(end - at, StandardCharsets.UTF_8);
        take(1);
        return line;
    }

    private int unsigned(int length) throws FormatException {
        return (int) little(length);
    }

    /** A little-endian number of up to 8 bytes, unsigned below 8. */
    private long little(int length) throws FormatException {
        return ByteBuffer.wrap(Arrays.copyOf(take(length), Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private byte[] take(long length) throws FormatException {
        if (length < 0 || length > bytes.byteSize() - at) {
            throw damaged("the pickle ends in the middle (%s bytes wanted, %d there)"
                    .formatted(Long.toUnsignedString(length), bytes.byteSize() - at));
        }
        if (length > MOST_BYTES) {
            throw refused("a text has %d bytes".formatted(length), Allowed.REMEDY);
        }
        byte[] taken = bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        at += length;
        return taken;
    }
}
