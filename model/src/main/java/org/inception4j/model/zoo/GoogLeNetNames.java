package org.inception4j.model.zoo;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a source calls GoogLeNet's layers.
 *
 * @param layer the source's name for a layer, a module or a head, given Caffe's; blank where Keras' rules give the name
 * @param convolution the names of a batch-normalised convolution, given the source's name for the whole
 */
record GoogLeNetNames(UnaryOperator<String> layer, Function<String, ConvBn.Names> convolution) {
    static final GoogLeNetNames CAFFE =
            new GoogLeNetNames(UnaryOperator.identity(), name -> new ConvBn.Names(name, name + "/bn", name + "/relu"));

    /** All by Keras' rules. */
    static final GoogLeNetNames AUTOMATIC = new GoogLeNetNames(_ -> "", _ -> ConvBn.Names.AUTOMATIC);

    /** Module paths of torchvision's {@code models/googlenet.py}. */
    static final GoogLeNetNames TORCHVISION = new GoogLeNetNames(
            named(
                    Map.ofEntries(
                            Map.entry("conv1/7x7_s2", "conv1"),
                            Map.entry("pool1/3x3_s2", "maxpool1"),
                            Map.entry("conv2/3x3_reduce", "conv2"),
                            Map.entry("conv2/3x3", "conv3"),
                            Map.entry("pool2/3x3_s2", "maxpool2"),
                            Map.entry("pool3/3x3_s2", "maxpool3"),
                            Map.entry("pool4/3x3_s2", "maxpool4"),
                            Map.entry("pool5/7x7_s1", "avgpool"),
                            Map.entry("pool5/max", "maxpool5"),
                            Map.entry("pool5/drop_7x7_s1", "dropout"),
                            Map.entry("loss3/classifier", "fc"),
                            Map.entry("prob", "")),
                    "",
                    module -> module.replace("inception_", "inception").replace("loss", "aux"),
                    Map.ofEntries(
                            Map.entry("1x1", "branch1"),
                            Map.entry("3x3_reduce", "branch2/0"),
                            Map.entry("3x3", "branch2/1"),
                            Map.entry("5x5_reduce", "branch3/0"),
                            Map.entry("5x5", "branch3/1"),
                            Map.entry("pool", "branch4/0"),
                            Map.entry("pool_proj", "branch4/1"),
                            Map.entry("output", "cat"),
                            Map.entry("ave_pool", "pool"),
                            Map.entry("conv", "conv"),
                            Map.entry("flatten", "flatten"),
                            Map.entry("fc", "fc1"),
                            Map.entry("drop_fc", "dropout"),
                            Map.entry("classifier", "fc2"))),
            ConvBn.Names::torch);

    /** Variable scopes of TF-slim's {@code nets/inception_v1.py}, with the one that is misnumbered there. */
    static final GoogLeNetNames SLIM = new GoogLeNetNames(
            named(
                    Map.ofEntries(
                            Map.entry("conv1/7x7_s2", "InceptionV1/Conv2d_1a_7x7"),
                            Map.entry("pool1/3x3_s2", "InceptionV1/MaxPool_2a_3x3"),
                            Map.entry("conv2/3x3_reduce", "InceptionV1/Conv2d_2b_1x1"),
                            Map.entry("conv2/3x3", "InceptionV1/Conv2d_2c_3x3"),
                            Map.entry("pool2/3x3_s2", "InceptionV1/MaxPool_3a_3x3"),
                            Map.entry("pool3/3x3_s2", "InceptionV1/MaxPool_4a_3x3"),
                            Map.entry("pool4/3x3_s2", "InceptionV1/MaxPool_5a_2x2"),
                            Map.entry("inception_5a/5x5", "InceptionV1/Mixed_5b/Branch_2/Conv2d_0a_3x3"),
                            Map.entry("pool5/7x7_s1", "InceptionV1/Logits/AvgPool_0a_7x7"),
                            Map.entry("pool5/max", "InceptionV1/Logits/MaxPool"),
                            Map.entry("pool5/drop_7x7_s1", "InceptionV1/Logits/Dropout_0b"),
                            Map.entry("loss3/classifier", "InceptionV1/Logits/Conv2d_0c_1x1"),
                            Map.entry("loss3/squeeze", "InceptionV1/Logits/SpatialSqueeze"),
                            Map.entry("loss3/prob", "InceptionV1/Logits/Predictions"),
                            Map.entry("prob", "")),
                    "InceptionV1/",
                    GoogLeNetNames::mixed,
                    Map.of(
                            "1x1", "Branch_0/Conv2d_0a_1x1",
                            "3x3_reduce", "Branch_1/Conv2d_0a_1x1",
                            "3x3", "Branch_1/Conv2d_0b_3x3",
                            "5x5_reduce", "Branch_2/Conv2d_0a_1x1",
                            "5x5", "Branch_2/Conv2d_0b_3x3",
                            "pool", "Branch_3/MaxPool_0a_3x3",
                            "pool_proj", "Branch_3/Conv2d_0b_1x1",
                            "output", "concat")),
            ConvBn.Names::slim);

    /**
     * Those of {@code layers} as they stand there, all others by the names of their module, which are in {@code scope}, and of
     * their part in it; a module's own name alone without the scope.
     */
    private static UnaryOperator<String> named(
            Map<String, String> layers, String scope, UnaryOperator<String> module, Map<String, String> parts) {
        return name -> {
            int slash = name.indexOf('/');
            if (layers.containsKey(name)) {
                return layers.get(name);
            }
            return slash < 0
                    ? module.apply(name)
                    : scope + module.apply(name.substring(0, slash)) + "/" + parts.get(name.substring(slash + 1));
        };
    }

    /** TF-slim counts the pool before a stage as its a: {@code inception_3a} is {@code Mixed_3b}. */
    private static String mixed(String module) {
        int last = module.length() - 1;
        return module.substring(0, last).replace("inception_", "Mixed_") + (char) (module.charAt(last) + 1);
    }

    /** The source's name for a module or a head; Caffe's where the source has none. */
    String block(String caffe) {
        String name = layer.apply(caffe);
        return name.isBlank() ? caffe : name;
    }
}
