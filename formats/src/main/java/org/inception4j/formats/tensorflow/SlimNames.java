package org.inception4j.formats.tensorflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * TF-slim's variable scopes of the networks that have their layers' names from elsewhere: {@code nets/inception_v4.py} and {@code
 * nets/inception_resnet_v2.py} beside timm's. The slim variants of the zoo have slim's names already.
 */
final class SlimNames {
    private static final String CONVOLUTION = "/conv";
    private static final String NORMALIZATION = "/bn";

    private static final Map<String, String> SCOPES = new LinkedHashMap<>();

    private static final String V4_STEM_4 = """
            branch0/0 Branch_0/Conv2d_0a_1x1
            branch0/1 Branch_0/Conv2d_1a_3x3
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_1x7
            branch1/2 Branch_1/Conv2d_0c_7x1
            branch1/3 Branch_1/Conv2d_1a_3x3
            """;
    private static final String V4_INCEPTION_A = """
            branch0 Branch_0/Conv2d_0a_1x1
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_3x3
            branch2/0 Branch_2/Conv2d_0a_1x1
            branch2/1 Branch_2/Conv2d_0b_3x3
            branch2/2 Branch_2/Conv2d_0c_3x3
            branch3/1 Branch_3/Conv2d_0b_1x1
            """;
    private static final String REDUCTION_A = """
            branch0 Branch_0/Conv2d_1a_3x3
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_3x3
            branch1/2 Branch_1/Conv2d_1a_3x3
            """;
    private static final String V4_INCEPTION_B = """
            branch0 Branch_0/Conv2d_0a_1x1
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_1x7
            branch1/2 Branch_1/Conv2d_0c_7x1
            branch2/0 Branch_2/Conv2d_0a_1x1
            branch2/1 Branch_2/Conv2d_0b_7x1
            branch2/2 Branch_2/Conv2d_0c_1x7
            branch2/3 Branch_2/Conv2d_0d_7x1
            branch2/4 Branch_2/Conv2d_0e_1x7
            branch3/1 Branch_3/Conv2d_0b_1x1
            """;
    private static final String V4_REDUCTION_B = """
            branch0/0 Branch_0/Conv2d_0a_1x1
            branch0/1 Branch_0/Conv2d_1a_3x3
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_1x7
            branch1/2 Branch_1/Conv2d_0c_7x1
            branch1/3 Branch_1/Conv2d_1a_3x3
            """;
    private static final String V4_INCEPTION_C = """
            branch0 Branch_0/Conv2d_0a_1x1
            branch1_0 Branch_1/Conv2d_0a_1x1
            branch1_1a Branch_1/Conv2d_0b_1x3
            branch1_1b Branch_1/Conv2d_0c_3x1
            branch2_0 Branch_2/Conv2d_0a_1x1
            branch2_1 Branch_2/Conv2d_0b_3x1
            branch2_2 Branch_2/Conv2d_0c_1x3
            branch2_3a Branch_2/Conv2d_0d_1x3
            branch2_3b Branch_2/Conv2d_0e_3x1
            branch3/1 Branch_3/Conv2d_0b_1x1
            """;
    private static final String RESNET_5B = """
            branch0 Branch_0/Conv2d_1x1
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_5x5
            branch2/0 Branch_2/Conv2d_0a_1x1
            branch2/1 Branch_2/Conv2d_0b_3x3
            branch2/2 Branch_2/Conv2d_0c_3x3
            branch3/1 Branch_3/Conv2d_0b_1x1
            """;
    private static final String BLOCK_35 = """
            branch0 Branch_0/Conv2d_1x1
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_3x3
            branch2/0 Branch_2/Conv2d_0a_1x1
            branch2/1 Branch_2/Conv2d_0b_3x3
            branch2/2 Branch_2/Conv2d_0c_3x3
            conv2d Conv2d_1x1
            """;
    private static final String BLOCK_17 = """
            branch0 Branch_0/Conv2d_1x1
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_1x7
            branch1/2 Branch_1/Conv2d_0c_7x1
            conv2d Conv2d_1x1
            """;
    private static final String BLOCK_8 = """
            branch0 Branch_0/Conv2d_1x1
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_0b_1x3
            branch1/2 Branch_1/Conv2d_0c_3x1
            conv2d Conv2d_1x1
            """;
    private static final String RESNET_7A = """
            branch0/0 Branch_0/Conv2d_0a_1x1
            branch0/1 Branch_0/Conv2d_1a_3x3
            branch1/0 Branch_1/Conv2d_0a_1x1
            branch1/1 Branch_1/Conv2d_1a_3x3
            branch2/0 Branch_2/Conv2d_0a_1x1
            branch2/1 Branch_2/Conv2d_0b_3x3
            branch2/2 Branch_2/Conv2d_1a_3x3
            """;

    static {
        SCOPES.put("features/0", "InceptionV4/Conv2d_1a_3x3");
        SCOPES.put("features/1", "InceptionV4/Conv2d_2a_3x3");
        SCOPES.put("features/2", "InceptionV4/Conv2d_2b_3x3");
        module("features/3", "InceptionV4/Mixed_3a", "conv Branch_1/Conv2d_0a_3x3");
        module("features/4", "InceptionV4/Mixed_4a", V4_STEM_4);
        module("features/5", "InceptionV4/Mixed_5a", "conv Branch_0/Conv2d_1a_3x3");
        modules(6, "InceptionV4/Mixed_5", "bcde", V4_INCEPTION_A);
        module("features/10", "InceptionV4/Mixed_6a", REDUCTION_A);
        modules(11, "InceptionV4/Mixed_6", "bcdefgh", V4_INCEPTION_B);
        module("features/18", "InceptionV4/Mixed_7a", V4_REDUCTION_B);
        modules(19, "InceptionV4/Mixed_7", "bcd", V4_INCEPTION_C);
        SCOPES.put("last_linear", "InceptionV4/Logits/Logits");

        SCOPES.put("conv2d_1a", "InceptionResnetV2/Conv2d_1a_3x3");
        SCOPES.put("conv2d_2a", "InceptionResnetV2/Conv2d_2a_3x3");
        SCOPES.put("conv2d_2b", "InceptionResnetV2/Conv2d_2b_3x3");
        SCOPES.put("conv2d_3b", "InceptionResnetV2/Conv2d_3b_1x1");
        SCOPES.put("conv2d_4a", "InceptionResnetV2/Conv2d_4a_3x3");
        module("mixed_5b", "InceptionResnetV2/Mixed_5b", RESNET_5B);
        units("repeat", 10, "InceptionResnetV2/Repeat/block35_", BLOCK_35);
        module("mixed_6a", "InceptionResnetV2/Mixed_6a", REDUCTION_A);
        units("repeat_1", 20, "InceptionResnetV2/Repeat_1/block17_", BLOCK_17);
        module("mixed_7a", "InceptionResnetV2/Mixed_7a", RESNET_7A);
        units("repeat_2", 9, "InceptionResnetV2/Repeat_2/block8_", BLOCK_8);
        module("block8", "InceptionResnetV2/Block8", BLOCK_8);
        SCOPES.put("conv2d_7b", "InceptionResnetV2/Conv2d_7b_1x1");
        SCOPES.put("classif", "InceptionResnetV2/Logits/Logits");
    }

    private SlimNames() {}

    /** The scope of a layer that has timm's name; empty for others. */
    static Optional<String> scope(String layer) {
        if (SCOPES.containsKey(layer)) {
            return Optional.of(SCOPES.get(layer));
        }
        if (layer.endsWith(CONVOLUTION)) {
            return Optional.ofNullable(SCOPES.get(layer.substring(0, layer.length() - CONVOLUTION.length())));
        }
        return Optional.of(layer)
                .filter(name -> name.endsWith(NORMALIZATION))
                .map(name -> SCOPES.get(name.substring(0, name.length() - NORMALIZATION.length())))
                .map(scope -> scope + "/BatchNorm");
    }

    private static void module(String timm, String slim, String rows) {
        rows.lines().map(row -> row.split(" ")).forEach(row -> SCOPES.put(timm + "/" + row[0], slim + "/" + row[1]));
    }

    private static void modules(int first, String slim, String letters, String rows) {
        for (int i = 0; i < letters.length(); i++) {
            module("features/" + (first + i), slim + letters.charAt(i), rows);
        }
    }

    private static void units(String timm, int count, String slim, String rows) {
        for (int i = 0; i < count; i++) {
            module(timm + "/" + i, slim + (i + 1), rows);
        }
    }
}
