package org.inception4j.app.plot;

import static org.inception4j.model.ActivationFunction.RELU;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.Activation;
import org.inception4j.model.Add;
import org.inception4j.model.BatchNormalization;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Output;
import org.inception4j.model.Padding;

/** Small models of each form that a picture must cope with; none has named blocks. */
final class Shapes {
    private Shapes() {}

    static Model chain() {
        Node input = Input.of(16, 16, 3).on();
        Node x = MaxPooling2D.of(2).on(normalised(8, normalised(8, input)));
        return Model.of(
                "chain", input, Dense.of(5).on(GlobalAveragePooling2D.of().on(x)));
    }

    static Model inception() {
        Node input = Input.of(16, 16, 3).on();
        Node x = module(module(normalised(8, input)));
        return Model.of(
                "inception", input, Dense.of(5).on(GlobalAveragePooling2D.of().on(x)));
    }

    static Model residual() {
        Node input = Input.of(16, 16, 8).on();
        Node x = input;
        for (int i = 0; i < 3; i++) {
            Node branch = Conv2D.of(8, 3).withPadding(Padding.SAME).on(normalised(8, x));
            x = Activation.of(RELU).on(Add.of().on(x, branch));
        }
        return Model.of("residual", input, x);
    }

    /** Two heads, one of which branches off the other. */
    static Model heads() {
        Node input = Input.of(16, 16, 3).on();
        Node x = module(normalised(8, input));
        Node first = GlobalAveragePooling2D.of().on(normalised(4, x));
        Node y = module(x);
        return Model.of(
                "heads",
                input,
                Output.of("main", Dense.of(5).on(GlobalAveragePooling2D.of().on(y))),
                Output.auxiliary("side", Dense.of(5).on(first), 0.3f),
                Output.auxiliary("aside", Dense.of(3).on(first), 0.3f));
    }

    /** Two inputs that meet, two main outputs, and weights that two layers share. */
    static Model twins() {
        Node left = Input.of(16, 16, 3).named("left").on();
        Node right = Input.of(16, 16, 3).named("right").on();
        var tower = Conv2D.of(8, 3).named("tower");
        Node both = Concatenate.of().on(tower.on(left), tower.on(right));
        Node x = module(both);
        List<Output> outputs = new ArrayList<>();
        outputs.add(Output.of("picture", x));
        outputs.add(
                Output.of("classes", Dense.of(5).on(GlobalAveragePooling2D.of().on(both))));
        return Model.of("twins", List.of(left, right), outputs);
    }

    /** As a file may have it that nobody should trust. */
    static Model hostile() {
        Node input = Input.of(8, 8, 3).named("<script>alert('in')</script>").on();
        Node x = Conv2D.of(4, 1).named("a\"b&c\u0000d]]>e</style>\uD800f").on(input);
        return Model.of("</title><script>alert(1)</script>", input, x);
    }

    static List<Model> all() {
        return List.of(chain(), inception(), residual(), heads(), twins(), hostile());
    }

    private static Node module(Node x) {
        Node one = normalised(4, x);
        Node three = normalised(4, normalised(4, x));
        Node pool = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(x);
        return Concatenate.of().on(one, three, normalised(4, pool));
    }

    private static Node normalised(int filters, Node x) {
        Node y = Conv2D.of(filters, 3).withPadding(Padding.SAME).withBias(false).on(x);
        return Activation.of(RELU).on(BatchNormalization.of().on(y));
    }
}
