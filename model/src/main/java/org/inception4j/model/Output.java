package org.inception4j.model;

/**
 * What a model gives out under a name.
 *
 * @param lossWeight the weight of this output's loss in the sum that training minimises
 * @param auxiliary true for a head that only training uses; {@link Model#inference()} leaves it out
 */
public record Output(String name, Node node, float lossWeight, boolean auxiliary) {
    public Output {
        Check.notNegative("output " + name, "lossWeight", lossWeight);
    }

    public static Output of(String name, Node node) {
        return new Output(name, node, 1, false);
    }

    public static Output auxiliary(String name, Node node, float lossWeight) {
        return new Output(name, node, lossWeight, true);
    }

    Output withName(String changed) {
        return new Output(changed, node, lossWeight, auxiliary);
    }
}
