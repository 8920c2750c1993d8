package org.inception4j.formats.torch;

import java.util.Optional;

/**
 * Numbers in a row that tensors look at, by reference: where they lie is the archive's business.
 *
 * @param key the archive's name for it
 * @param type of its numbers; empty for bytes that each tensor reads by a type of its own
 * @param begin first byte; other than 0 only for views in files from before PyTorch 0.4
 * @param bytes how many
 */
record Storage(String key, Optional<ElementType> type, long begin, long bytes) {
    /** Bytes of a number. */
    int width() {
        return type.map(ElementType::bytes).orElse(1);
    }
}
