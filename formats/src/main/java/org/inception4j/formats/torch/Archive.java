package org.inception4j.formats.torch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** What {@code torch.save} wrote, in one of its two forms. */
sealed interface Archive permits ZipForm, LegacyForm {
    /** For people: {@code zip archive}. */
    String form();

    /** What was saved. */
    Object root();

    /** Of the numbers in storages. */
    ByteOrder order();

    /** The bytes of a storage that the pickle referred to. */
    MemorySegment bytes(Storage storage) throws IOException;
}
