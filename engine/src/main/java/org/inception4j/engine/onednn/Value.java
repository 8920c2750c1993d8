package org.inception4j.engine.onednn;

import java.lang.foreign.MemorySegment;

/**
 * A value that a program's steps read and write: how it is laid out, and where its bytes are. A value with no place of its
 * own is given one in each workspace, for as long as some step needs it.
 */
final class Value {
    private final String name;
    private final Layout layout;
    private final MemorySegment fixed;
    private final Value base;
    private final long offset;
    private final boolean given;

    private Value(String name, Layout layout, MemorySegment fixed, Value base, long offset, boolean given) {
        this.name = name;
        this.layout = layout;
        this.fixed = fixed;
        this.base = base;
        this.offset = offset;
        this.given = given;
    }

    /** A value that lives in the workspace. */
    static Value of(String name, Layout layout) {
        return new Value(name, layout, null, null, 0, false);
    }

    /** A value that each call brings along, in memory of the caller's; no step may write it. */
    static Value given(String name, Layout layout) {
        return new Value(name, layout, null, null, 0, true);
    }

    /** A value at an address that outlives the program, such as packed weights. */
    static Value at(String name, Layout layout, MemorySegment memory) {
        return new Value(name, layout, memory, null, 0, false);
    }

    /** The same bytes, or those from {@code offsetBytes} on, read in another way. */
    Value view(Layout other, long offsetBytes) {
        return new Value(name, other, fixed, fixed == null ? base() : null, offset + offsetBytes, given);
    }

    Value view(Layout other) {
        return view(other, 0);
    }

    /** All its numbers, which are dense, one after another. */
    Value inOneRow(Handles handles) {
        return view(Layout.dense(handles, layout.element(), layout.elements()));
    }

    String name() {
        return name;
    }

    Layout layout() {
        return layout;
    }

    /** The value whose place this one shares; itself when it has its own. */
    Value base() {
        return base == null ? this : base;
    }

    /** In bytes, from where {@link #base} starts. */
    long offset() {
        return offset;
    }

    boolean inWorkspace() {
        return fixed == null && !given;
    }

    boolean isGiven() {
        return given;
    }

    /** Where the bytes are, given where those of {@link #base} are. */
    MemorySegment within(MemorySegment place) {
        MemorySegment start = fixed == null ? place : fixed;
        return start.asSlice(offset, Math.min(layout.bytes(), start.byteSize() - offset));
    }

    @Override
    public String toString() {
        return name + " " + layout;
    }
}
