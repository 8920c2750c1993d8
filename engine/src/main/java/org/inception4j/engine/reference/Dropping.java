package org.inception4j.engine.reference;

import java.util.Arrays;
import org.inception4j.engine.DropoutMask;

/** In training each number times its factor of the mask; else nothing. The mask is drawn again on the way back. */
record Dropping(float rate, long layerKey) implements Operation {
    @Override
    public void forward(Ends values, Pass pass) {
        double[] output = values.output().values();
        float[] mask = mask(values, pass);
        for (int i = 0; i < output.length; i++) {
            output[i] = values.input().values()[i] * mask[i];
        }
    }

    @Override
    public void backward(Ends values, Ends slopes, Pass pass) {
        double[] slope = slopes.input().values();
        float[] mask = mask(values, pass);
        for (int i = 0; i < slope.length; i++) {
            slope[i] += slopes.output().values()[i] * mask[i];
        }
    }

    private float[] mask(Ends values, Pass pass) {
        int width = values.output().width();
        float[] mask = new float[values.output().values().length];
        if (!pass.training()) {
            Arrays.fill(mask, 1);
            return mask;
        }
        for (int example = 0; example < values.count(); example++) {
            DropoutMask.Draw draw = new DropoutMask.Draw(pass.seed(), pass.number(), layerKey, example);
            DropoutMask.fill(mask, example * width, width, rate, draw);
        }
        return mask;
    }
}
