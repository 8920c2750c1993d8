package org.inception4j.model.anatomy;

import java.util.List;

/**
 * Where in its network a layer is.
 *
 * @param block which split of the trunk, or which head, from 0; -1 in the trunk itself
 * @param branches which branch of the block, and within that of an inner split; empty outside of blocks
 * @param step how many of its category come before it in its branch
 */
record Place(Part part, int block, List<Integer> branches, int step) {
    enum Part {
        TRUNK,
        BLOCK,
        HEAD
    }

    /** What layers at the same place in several blocks have in common. */
    record Role(Part part, List<Integer> branches, Category category, int step) {}

    Role role(Category category) {
        return new Role(part, branches, category, step);
    }
}
