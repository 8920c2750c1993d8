package org.inception4j.formats.tensorflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the first published Inception-v3, {@code classify_image_graph_def.pb} of December 2015, beside TF-slim's of the same
 * network: towers are branches, and what a scope has several of is counted {@code conv}, {@code conv_1}.
 */
final class NamesOf2015 {
    private static final String NORMALIZATION = "/BatchNorm";

    private static final Map<String, String> SCOPES = new LinkedHashMap<>();

    private static final String STEM = """
            Conv2d_1a_3x3 conv
            Conv2d_2a_3x3 conv_1
            Conv2d_2b_3x3 conv_2
            Conv2d_3b_1x1 conv_3
            Conv2d_4a_3x3 conv_4
            Logits/Conv2d_1c_1x1 softmax
            """;

    /** With the two names that TF-slim spelt otherwise in the second module. */
    private static final String FIGURE_5 = """
            Branch_0/Conv2d_0a_1x1 conv
            Branch_1/Conv2d_0a_1x1 tower/conv
            Branch_1/Conv2d_0b_1x1 tower/conv
            Branch_1/Conv2d_0b_5x5 tower/conv_1
            Branch_1/Conv_1_0c_5x5 tower/conv_1
            Branch_2/Conv2d_0a_1x1 tower_1/conv
            Branch_2/Conv2d_0b_3x3 tower_1/conv_1
            Branch_2/Conv2d_0c_3x3 tower_1/conv_2
            Branch_3/Conv2d_0b_1x1 tower_2/conv
            """;

    private static final String TO_17 = """
            Branch_0/Conv2d_1a_1x1 conv
            Branch_1/Conv2d_0a_1x1 tower/conv
            Branch_1/Conv2d_0b_3x3 tower/conv_1
            Branch_1/Conv2d_1a_1x1 tower/conv_2
            """;
    private static final String FIGURE_6 = """
            Branch_0/Conv2d_0a_1x1 conv
            Branch_1/Conv2d_0a_1x1 tower/conv
            Branch_1/Conv2d_0b_1x7 tower/conv_1
            Branch_1/Conv2d_0c_7x1 tower/conv_2
            Branch_2/Conv2d_0a_1x1 tower_1/conv
            Branch_2/Conv2d_0b_7x1 tower_1/conv_1
            Branch_2/Conv2d_0c_1x7 tower_1/conv_2
            Branch_2/Conv2d_0d_7x1 tower_1/conv_3
            Branch_2/Conv2d_0e_1x7 tower_1/conv_4
            Branch_3/Conv2d_0b_1x1 tower_2/conv
            """;
    private static final String TO_8 = """
            Branch_0/Conv2d_0a_1x1 tower/conv
            Branch_0/Conv2d_1a_3x3 tower/conv_1
            Branch_1/Conv2d_0a_1x1 tower_1/conv
            Branch_1/Conv2d_0b_1x7 tower_1/conv_1
            Branch_1/Conv2d_0c_7x1 tower_1/conv_2
            Branch_1/Conv2d_1a_3x3 tower_1/conv_3
            """;

    /** With the name that TF-slim spelt otherwise in the last module. */
    private static final String FIGURE_7 = """
            Branch_0/Conv2d_0a_1x1 conv
            Branch_1/Conv2d_0a_1x1 tower/conv
            Branch_1/Conv2d_0b_1x3 tower/mixed/conv
            Branch_1/Conv2d_0b_3x1 tower/mixed/conv_1
            Branch_1/Conv2d_0c_3x1 tower/mixed/conv_1
            Branch_2/Conv2d_0a_1x1 tower_1/conv
            Branch_2/Conv2d_0b_3x3 tower_1/conv_1
            Branch_2/Conv2d_0c_1x3 tower_1/mixed/conv
            Branch_2/Conv2d_0d_3x1 tower_1/mixed/conv_1
            Branch_3/Conv2d_0b_1x1 tower_2/conv
            """;

    static {
        rows("", "", STEM);
        rows("Mixed_5b/", "mixed/", FIGURE_5);
        rows("Mixed_5c/", "mixed_1/", FIGURE_5);
        rows("Mixed_5d/", "mixed_2/", FIGURE_5);
        rows("Mixed_6a/", "mixed_3/", TO_17);
        rows("Mixed_6b/", "mixed_4/", FIGURE_6);
        rows("Mixed_6c/", "mixed_5/", FIGURE_6);
        rows("Mixed_6d/", "mixed_6/", FIGURE_6);
        rows("Mixed_6e/", "mixed_7/", FIGURE_6);
        rows("Mixed_7a/", "mixed_8/", TO_8);
        rows("Mixed_7b/", "mixed_9/", FIGURE_7);
        rows("Mixed_7c/", "mixed_10/", FIGURE_7);
    }

    private NamesOf2015() {}

    /** By the layer's name in TF-slim; empty for layers that the graph does not have. */
    static Optional<String> scope(String slim) {
        if (slim.endsWith(NORMALIZATION)) {
            return scope(slim.substring(0, slim.length() - NORMALIZATION.length()))
                    .map(scope -> scope + "/batchnorm");
        }
        return Optional.ofNullable(SCOPES.get(slim));
    }

    private static void rows(String slim, String old, String rows) {
        rows.lines()
                .map(row -> row.split(" "))
                .forEach(row -> SCOPES.put("InceptionV3/" + slim + row[0], old + row[1]));
    }
}
