package org.inception4j.model.anatomy;

import org.inception4j.model.Activation;
import org.inception4j.model.AdaptiveAveragePooling2D;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Dropout;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Layer;
import org.inception4j.model.LayerNormalization;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.SeparableConv2D;

/** What a layer is for: layers of one category can take each other's place. */
enum Category {
    CONVOLUTION("convolution"),
    DENSE("dense layer"),
    POOLING("pooling"),
    NORMALIZATION("normalisation"),
    ACTIVATION("activation"),
    DROPOUT("dropout"),
    OTHER("layer");

    private final String word;

    Category(String word) {
        this.word = word;
    }

    static Category of(Layer layer) {
        return switch (layer) {
            case Conv2D _, DepthwiseConv2D _, SeparableConv2D _ -> CONVOLUTION;
            case Dense _ -> DENSE;
            case MaxPooling2D _,
                    AveragePooling2D _,
                    AdaptiveAveragePooling2D _,
                    GlobalAveragePooling2D _,
                    GlobalMaxPooling2D _ -> POOLING;
            case BatchNormalization _, LayerNormalization _, LocalResponseNormalization _ -> NORMALIZATION;
            case Activation _ -> ACTIVATION;
            case Dropout _ -> DROPOUT;
            default -> OTHER;
        };
    }

    boolean hasKernel() {
        return this == CONVOLUTION || this == DENSE;
    }

    String word() {
        return word;
    }

    String words() {
        return this == POOLING || this == DROPOUT ? word : word + "s";
    }
}
