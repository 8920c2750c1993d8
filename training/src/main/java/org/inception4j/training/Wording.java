package org.inception4j.training;

import java.math.BigDecimal;
import org.inception4j.training.optimizer.Optimizer;
import org.inception4j.training.schedule.Schedule;

/** Parts of a recipe as a person would say them. */
final class Wording {
    private Wording() {}

    static String of(Optimizer optimizer) {
        String name =
                switch (optimizer) {
                    case Optimizer.Sgd sgd -> "SGD" + (sgd.nesterov() ? " with Nesterov momentum" : "");
                    case Optimizer.Adam adam -> "Adam" + (adam.amsgrad() ? " (AMSGrad)" : "");
                    case Optimizer.AdamW adam -> "AdamW" + (adam.amsgrad() ? " (AMSGrad)" : "");
                    case Optimizer.RmsProp rms -> (rms.centered() ? "centred " : "") + "RMSprop";
                };
        String decay = optimizer.weightDecay() == 0 ? "" : ", weight decay " + number(optimizer.weightDecay());
        return "%s, learning rate %s%s%s".formatted(name, number(optimizer.learningRate()), settings(optimizer), decay);
    }

    private static String settings(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> momentum(sgd.momentum());
            case Optimizer.Adam adam -> betas(adam.beta1(), adam.beta2());
            case Optimizer.AdamW adam -> betas(adam.beta1(), adam.beta2());
            case Optimizer.RmsProp rms ->
                ", rho %s%s, epsilon %s".formatted(number(rms.rho()), momentum(rms.momentum()), number(rms.epsilon()));
        };
    }

    private static String momentum(double momentum) {
        return momentum == 0 ? "" : ", momentum " + number(momentum);
    }

    private static String betas(double first, double second) {
        return ", betas %s and %s".formatted(number(first), number(second));
    }

    static String of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant _ -> "constant";
            case Schedule.Step step -> "times %s after each %s".formatted(number(step.gamma()), epochs(step.epochs()));
            case Schedule.Exponential falling ->
                "times %s in each %s, evenly".formatted(number(falling.gamma()), epochs(falling.epochs()));
            case Schedule.Cosine cosine ->
                "half a cosine down to %s".formatted(cosine.floor() == 0 ? "0" : number(cosine.floor()) + " of it");
            case Schedule.Polynomial polynomial -> "down to 0 with the power " + number(polynomial.power());
            case Schedule.WarmUp warm -> "warm-up of %s, then %s".formatted(epochs(warm.epochs()), of(warm.then()));
        };
    }

    private static String epochs(double epochs) {
        return epochs == 1 ? "epoch" : number(epochs) + " epochs";
    }

    /** {@code 0.0002} and not {@code 2.0E-4}; {@code 2} and not {@code 2.0}; seven digits, as float32 has. */
    private static String number(double value) {
        return new BigDecimal(Float.toString((float) value))
                .stripTrailingZeros()
                .toPlainString();
    }
}
