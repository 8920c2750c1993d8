package org.inception4j.model.anatomy;

import java.util.List;
import java.util.Map;

/**
 * A row of a network's table, from its graph.
 *
 * @param type as the paper says it: convolution, max pool, inception …
 * @param name of the block or layer
 * @param cells the columns that the row has something in
 * @param branches what is inside, branch by branch: {@code 1x1 64, 3x3 96}
 * @param count how many blocks in a row this stands for, each with these numbers
 * @param totals what one of them costs
 */
public record TableRow(
        String type, String name, Map<Column, String> cells, List<String> branches, int count, Totals totals) {
    /**
     * What one of them costs.
     *
     * @param weights numbers that are multiplied: kernels without biases
     * @param parameters all numbers of all layers
     */
    public record Totals(long weights, long parameters, long multiplyAdds) {}

    /** Empty where the row has nothing in this column. */
    public String cell(Column column) {
        return cells.getOrDefault(column, "");
    }
}
