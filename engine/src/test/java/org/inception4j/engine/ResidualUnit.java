package org.inception4j.engine;

import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.ActivationFunction;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.DepthwiseConv2D;
import org.inception4j.model.Input;
import org.inception4j.model.Layer;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;
import org.inception4j.model.Rescaling;
import org.inception4j.model.Reshape;
import org.inception4j.model.SeparableConv2D;
import org.inception4j.model.Shape;

/** Sums of what branches compute and what they started from: units of published networks, and what is near to them. */
enum ResidualUnit {
    /** Inception-ResNet's: branches, a convolution to the input's channels, times a number, plus the input, ReLU. */
    SCALED("one", "three", "mixed", "up") {
        @Override
        Node on(Node x) {
            return relu(sum(x, scaled(0.17, 0, up(mixed(x), x))));
        }
    },
    /** Its last unit has no ReLU. */
    LINEAR("one", "three", "mixed", "up") {
        @Override
        Node on(Node x) {
            return sum(scaled(-2, 0.5, up(mixed(x), x)), x);
        }
    },
    /** One after the other. */
    SEVERAL("conv2d", "conv2d_1", "one", "three", "mixed", "up") {
        @Override
        Node on(Node x) {
            Node three = Conv2D.of(7, 3).withPadding(Padding.SAME).on(x);
            Node sum = Add.of().on(x, Conv2D.of(channels(x), 1).on(three));
            return SCALED.on(Activation.of(ActivationFunction.ELU).on(sum));
        }
    },
    /** What is added to is also what is convolved. */
    OF_ITSELF("up") {
        @Override
        Node on(Node x) {
            return relu(sum(x, scaled(0.17, 0, up(x, x))));
        }
    },
    /** What is added to is needed once more after the sum. */
    READ_AFTERWARDS("one", "three", "mixed", "up", "joined") {
        @Override
        Node on(Node x) {
            Node sum = relu(sum(x, up(mixed(x), x)));
            return Concatenate.of().named("joined").on(sum, x);
        }
    },
    /** The same by another shape of it. */
    VIEWED_AFTERWARDS("one", "three", "mixed", "up", "joined") {
        @Override
        Node on(Node x) {
            Node column = Reshape.of(x.shape().height() * x.shape().width(), 1, channels(x))
                    .on(x);
            Node sum = relu(sum(x, up(mixed(x), x)));
            return Concatenate.of().named("joined").on(sum, new Reshape(x.shape()).on(column));
        }
    },
    /** Xception's first units: the shortcut is the convolution, and comes first. */
    SHORTCUT("unit/depthwise", "unit", "pool", "shortcut") {
        @Override
        Node on(Node x) {
            Layer convolution = Conv2D.of(channels(x), 1)
                    .withStrides(2)
                    .withPadding(Padding.SAME)
                    .withBias(false);
            Node shortcut = normalized(convolution.named("shortcut").on(x));
            Node separable = SeparableConv2D.of(channels(x), 3)
                    .withPadding(Padding.SAME)
                    .named("unit")
                    .on(x);
            Node pool = MaxPooling2D.of(3, 2)
                    .withPadding(Padding.SAME)
                    .named("pool")
                    .on(normalized(separable));
            return sum(pool, shortcut);
        }
    },
    THREE_BY_THREE("up") {
        @Override
        Node on(Node x) {
            Layer convolution = Conv2D.of(channels(x), 3).withPadding(Padding.SAME);
            return relu(sum(x, normalized(convolution.named("up").on(x))));
        }
    },
    DEPTHWISE("up") {
        @Override
        Node on(Node x) {
            return relu(sum(
                    x,
                    DepthwiseConv2D.of(3).withPadding(Padding.SAME).named("up").on(x)));
        }
    },
    GROUPED("up") {
        @Override
        Node on(Node x) {
            return sum(
                    x,
                    Conv2D.of(channels(x), 1)
                            .withGroups(channels(x))
                            .named("up")
                            .on(x));
        }
    },
    /** Functions of two parts before and after the sum. */
    SELF_NORMALIZING("up") {
        @Override
        Node on(Node x) {
            Layer selu = Activation.of(ActivationFunction.SELU);
            return selu.named("selu")
                    .on(sum(x, Activation.of(ActivationFunction.SELU).on(up(x, x))));
        }
    },
    /** Only one of the convolutions can add up the others. */
    OF_FOUR("left", "up") {
        @Override
        Node on(Node x) {
            Node left = Conv2D.of(channels(x), 1).named("left").on(x);
            return relu(Add.of().named("sum").on(left, x, scaled(0.5, 1, up(x, x)), x));
        }
    },
    SUM_OF_SUM("up") {
        @Override
        Node on(Node x) {
            return relu(Add.of().on(sum(up(x, x), x), x));
        }
    },
    /** A ReLU between two sums: the second one stays. */
    SUM_OF_RELU("up", "sum") {
        @Override
        Node on(Node x) {
            return sum(relu(Add.of().on(up(x, x), x)), x);
        }
    },
    TWICE_ITSELF("up", "sum", "relu") {
        @Override
        Node on(Node x) {
            Node up = up(x, x);
            return relu(sum(up, up));
        }
    },
    /** What is read elsewhere too has to be stored before it is added to. */
    READ_ELSEWHERE("up", "sum", "joined") {
        @Override
        Node on(Node x) {
            Node up = up(x, x);
            return Concatenate.of().named("joined").on(up, sum(up, x));
        }
    },
    /** A concatenation would let lanes share out the channels. */
    JOINED("up", "joined") {
        @Override
        Node on(Node x) {
            return Concatenate.of().named("joined").on(x, sum(up(x, x), x));
        }
    };

    private final List<String> steps;

    ResidualUnit(String... steps) {
        this.steps = List.of(steps);
    }

    /** The unit, named layers and all. */
    abstract Node on(Node x);

    /** The names of the steps that a plan should need for it. */
    List<String> steps() {
        return steps;
    }

    /** A convolution to so many channels, the unit, and a convolution of what it gives. */
    Model within(int height, int width, int channels) {
        Node input = new Input(Shape.of(height, width, 3)).named("data").on();
        Node unit = on(stem(channels, input));
        Node last = Conv2D.of(4, 1).named("last").on(unit);
        return Model.of(name(), List.of(input), List.of(Output.of("answer", last)));
    }

    /** The same with the unit's value given out. */
    Model asOutput(int height, int width, int channels) {
        Node input = new Input(Shape.of(height, width, 3)).named("data").on();
        return Model.of(name(), List.of(input), List.of(Output.of("answer", on(stem(channels, input)))));
    }

    /** Upon the pixels themselves. */
    Model first(int height, int width, int channels) {
        Node input = new Input(Shape.of(height, width, channels)).named("data").on();
        return Model.of(name(), List.of(input), List.of(Output.of("answer", on(input))));
    }

    private static Node stem(int channels, Node input) {
        return Conv2D.of(channels, 3)
                .withPadding(Padding.SAME)
                .withActivation(ActivationFunction.RELU)
                .named("stem")
                .on(input);
    }

    private static int channels(Node x) {
        return x.shape().channels();
    }

    /** A convolution to the channels of {@code like}. */
    private static Node up(Node x, Node like) {
        return Conv2D.of(channels(like), 1).named("up").on(x);
    }

    private static Node mixed(Node x) {
        Node one = Conv2D.of(7, 1)
                .withActivation(ActivationFunction.RELU)
                .named("one")
                .on(x);
        Node three = Conv2D.of(9, 3).withPadding(Padding.SAME).named("three").on(x);
        return Concatenate.of().named("mixed").on(one, three);
    }

    private static Node normalized(Node x) {
        return BatchNormalization.of().on(x);
    }

    private static Node scaled(double scale, double offset, Node x) {
        return Rescaling.of(scale, offset).on(x);
    }

    private static Node sum(Node left, Node right) {
        return Add.of().named("sum").on(left, right);
    }

    private static Node relu(Node x) {
        return Activation.of(ActivationFunction.RELU).named("relu").on(x);
    }
}
