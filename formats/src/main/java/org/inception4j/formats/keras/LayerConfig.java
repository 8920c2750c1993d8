package org.inception4j.formats.keras;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inception4j.formats.FormatException;
import org.inception4j.formats.json.JsonValue;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.Flatten;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Initializer;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Shape;

/** A layer from its class and its configuration, for inputs of these shapes. */
record LayerConfig(JsonValue json, String path, Beside beside) {
    /** Of Keras' own InceptionResNetV2. */
    static final String SUM = "CustomScaleLayer";

    /** What they do to pictures in training, training here does before the network; in an answer they do nothing. */
    private static final Set<String> TRAINING_ONLY = Set.of(
            "RandomFlip",
            "RandomRotation",
            "RandomZoom",
            "RandomTranslation",
            "RandomContrast",
            "RandomBrightness",
            "RandomShear",
            "RandomColorJitter",
            "GaussianNoise");

    private static final String KNOWN =
            "known are the layers of the Inception family and their like; build the network by hand and load the weights alone";

    /** A class of somebody's own is called {@code package>Class}; one that has the name of Keras' may compute anything. */
    String className() throws FormatException {
        String name = json.field("class_name").string();
        if (json.has("registered_name") && json.field("registered_name").isString()) {
            String registered = json.field("registered_name").string();
            name = registered.contains(">") && !registered.startsWith("Keras>") ? registered : name;
        }
        return name.endsWith(">" + SUM) ? SUM : name;
    }

    private LayerFields fields() throws FormatException {
        return new LayerFields(json.field("config"));
    }

    Layer layer(List<Shape> inputs) throws IOException {
        LayerFields fields = fields();
        String className = className();
        Optional<ActivationFunction> function = Activations.ofLayer(className, fields);
        Layer layer = function.isPresent() ? new Activation(function.get()) : layer(className, fields, inputs);
        fields.checkRest();
        return layer;
    }

    private Layer layer(String className, LayerFields fields, List<Shape> inputs) throws IOException {
        int rank = inputs.isEmpty() ? 0 : inputs.getFirst().rank();
        return switch (className) {
            case "Conv2D", "Convolution2D", "AtrousConvolution2D", "AtrousConv2D" -> Windows.conv2D(fields);
            case "SeparableConv2D", "SeparableConvolution2D" -> Windows.separableConv2D(fields);
            case "DepthwiseConv2D" -> Windows.depthwiseConv2D(fields);
            case "MaxPooling2D", "MaxPool2D" -> Windows.maxPooling2D(fields);
            case "AveragePooling2D", "AvgPool2D" -> Windows.averagePooling2D(fields);
            case "ZeroPadding2D" -> Windows.zeroPadding2D(fields);
            case "Cropping2D" -> Windows.cropping2D(fields);
            case "GlobalAveragePooling2D", "GlobalAvgPool2D" -> {
                fields.checkChannelsLast();
                yield new GlobalAveragePooling2D(fields.flagOr(false, "keepdims"));
            }
            case "GlobalMaxPooling2D", "GlobalMaxPool2D" -> {
                fields.checkChannelsLast();
                yield new GlobalMaxPooling2D(fields.flagOr(false, "keepdims"));
            }
            case "Dense" -> dense(fields);
            case "BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization" ->
                batchNormalization(fields, rank);
            case "LayerNormalization" -> layerNormalization(fields, rank);
            case "Add" -> Add.of();
            case "Concatenate" -> {
                fields.checkLastAxis(rank, "axis");
                yield Concatenate.of();
            }
            case "Merge" -> merge(fields, rank);
            case String random when TRAINING_ONLY.contains(random) -> identity(fields);
            case "Dropout" -> Dropout.of(fields.floatOr(0, "rate", "p"));
            case "Flatten" -> {
                fields.checkChannelsLast();
                yield Flatten.of();
            }
            case "Reshape" -> Shapes.reshape(fields, inputs);
            case "Rescaling" -> new Rescaling(fields.floatOr(1, "scale"), fields.floatOr(0, "offset"));
            case "Normalization" -> Shapes.normalization(fields, rank, this);
            default -> throw unknown(className);
        };
    }

    private FormatException unknown(String className) throws FormatException {
        String name = NodeReader.name(json);
        return className.equals("Lambda")
                ? new FormatException(
                        json.place(),
                        "%s is a Lambda, which holds Python code, and that is never run".formatted(name),
                        "put a layer of Keras in its place and save the model again")
                : new FormatException(
                        json.place(), "%s is of the class %s, which is not known".formatted(name, className), KNOWN);
    }

    private static Dense dense(LayerFields fields) throws FormatException {
        return new Dense(
                fields.number("units", "output_dim"),
                Activations.of(fields),
                fields.flagOr(true, "use_bias", "bias"),
                Initializers.of(fields, Initializer.GLOROT_UNIFORM, "kernel_initializer", "init"),
                Initializers.of(fields, Initializer.ZEROS, "bias_initializer"));
    }

    private static BatchNormalization batchNormalization(LayerFields fields, int rank) throws FormatException {
        fields.checkLastAxis(rank, "axis");
        fields.skip("synchronized", "fused", "virtual_batch_size", "adjustment", "renorm_clipping", "renorm_momentum");
        fields.skip("weights");
        refuseOther(fields, "renorm", "renorm");
        if (fields.numberOr(0, "mode") != 0) {
            throw fields.json().refused("has the mode %d".formatted(fields.number("mode")), "only mode 0 is known");
        }
        return BatchNormalization.of()
                .withMomentum(fields.floatOr(0.99, "momentum"))
                .withEpsilon(fields.floatOr(1e-3, "epsilon"))
                .withCenter(fields.flagOr(true, "center"))
                .withScale(fields.flagOr(true, "scale"));
    }

    private static LayerNormalization layerNormalization(LayerFields fields, int rank) throws FormatException {
        fields.checkLastAxis(rank, "axis");
        refuseOther(fields, "rms_scaling", "RMS scaling");
        return LayerNormalization.of()
                .withEpsilon(fields.floatOr(1e-3, "epsilon"))
                .withCenter(fields.flagOr(true, "center"))
                .withScale(fields.flagOr(true, "scale"));
    }

    /** Keras 1. */
    private static Layer identity(LayerFields fields) throws FormatException {
        fields.skip(fields.json().fields().keySet().toArray(String[]::new));
        return Activation.of(ActivationFunction.LINEAR);
    }

    private static Layer merge(LayerFields fields, int rank) throws FormatException {
        fields.skip("mode_type", "dot_axes", "output_shape", "output_shape_type", "output_mask", "output_mask_type");
        fields.skip("arguments", "node_indices", "tensor_indices");
        fields.find("concat_axis");
        String mode = fields.textOr("sum", "mode");
        switch (mode) {
            case "sum":
                return Add.of();
            case "concat":
                fields.checkLastAxis(rank, "concat_axis");
                return Concatenate.of();
            default:
                throw fields.json().refused("merges by %s".formatted(mode), "known are sum, concat");
        }
    }

    private static void refuseOther(LayerFields fields, String flag, String spoken) throws FormatException {
        if (fields.flagOr(false, flag)) {
            throw fields.json().refused("uses %s".formatted(spoken), "only layers without it are known");
        }
    }
}
