package org.inception4j.model;

import java.util.function.DoubleSupplier;
import org.inception4j.random.CounterRandom;

/** How a weight starts. Kernels have their shape as (…, inputs, outputs), so that fan-in and fan-out can be told. */
public sealed interface Initializer {
    Initializer ZEROS = new Constant(0);
    Initializer ONES = new Constant(1);

    /** Keras' default for kernels (Glorot and Bengio 2010): uniform within sqrt(6 / (fan in + fan out)). */
    Initializer GLOROT_UNIFORM = new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM);

    /** He et al. 2015, Keras' truncated form: for networks of ReLUs. */
    Initializer HE_NORMAL = new VarianceScaling(2, Fan.IN, Distribution.TRUNCATED_NORMAL);

    /** Caffe's {@code xavier}: uniform within sqrt(3 / fan in). */
    Initializer CAFFE_XAVIER = new VarianceScaling(1, Fan.IN, Distribution.UNIFORM);

    /** Which connections are counted. */
    enum Fan {
        IN,
        OUT,
        AVERAGE
    }

    /** The shape of the draw; a truncated one is redrawn beyond two standard deviations, its width corrected for that. */
    enum Distribution {
        UNIFORM,
        TRUNCATED_NORMAL
    }

    /** Every number the same. */
    record Constant(float value) implements Initializer {
        public Constant {
            Check.finite("Constant", "value", value);
        }
    }

    /** Variance = scale / fan, Keras' {@code VarianceScaling}. */
    record VarianceScaling(float scale, Fan fan, Distribution distribution) implements Initializer {
        public VarianceScaling {
            Check.positive("VarianceScaling", "scale", scale);
        }

        private float[] scaled(Shape shape, CounterRandom random) {
            double deviation = Math.sqrt(scale / connections(fan, shape));
            return switch (distribution) {
                case UNIFORM -> uniform(shape, Math.sqrt(3) * deviation, random);
                // 0.8796… is the standard deviation of a standard normal cut off at two
                case TRUNCATED_NORMAL -> filled(shape, () -> deviation / 0.87962566103423978 * truncated(random));
            };
        }

        private static float[] uniform(Shape shape, double limit, CounterRandom random) {
            return filled(shape, () -> random.nextDouble(-limit, limit));
        }
    }

    /** Normal, redrawn beyond two standard deviations. */
    record TruncatedNormal(float mean, float standardDeviation) implements Initializer {
        public TruncatedNormal {
            Check.finite("TruncatedNormal", "mean", mean);
            Check.positive("TruncatedNormal", "standardDeviation", standardDeviation);
        }
    }

    /** The first values of a weight of this shape, a pure function of shape and stream. */
    default float[] draw(Shape shape, CounterRandom random) {
        return switch (this) {
            case Constant(float value) -> filled(shape, () -> value);
            case TruncatedNormal(float mean, float deviation) ->
                filled(shape, () -> mean + deviation * truncated(random));
            case VarianceScaling scaling -> scaling.scaled(shape, random);
        };
    }

    private static float[] filled(Shape shape, DoubleSupplier next) {
        float[] values = new float[Math.toIntExact(shape.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next.getAsDouble();
        }
        return values;
    }

    /** A weight with one axis counts as both its inputs and its outputs, as in Keras. */
    private static double connections(Fan fan, Shape shape) {
        double outputs = shape.size(-1);
        double inputs = shape.size(Math.max(-2, -shape.rank()));
        double field = shape.rank() < 2 ? 1 : shape.elements() / (inputs * outputs);
        return switch (fan) {
            case IN -> field * inputs;
            case OUT -> field * outputs;
            case AVERAGE -> field * (inputs + outputs) / 2;
        };
    }

    private static double truncated(CounterRandom random) {
        double value = random.nextGaussian();
        while (Math.abs(value) > 2) {
            value = random.nextGaussian();
        }
        return value;
    }
}
