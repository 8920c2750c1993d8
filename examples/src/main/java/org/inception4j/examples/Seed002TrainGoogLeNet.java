package org.inception4j.examples;

import static org.inception4j.model.ActivationFunction.RELU;
import static org.inception4j.model.ActivationFunction.SOFTMAX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.inception4j.engine.Engine;
import org.inception4j.formats.safetensors.SafetensorsFile;
import org.inception4j.model.Concatenate;
import org.inception4j.model.Conv2D;
import org.inception4j.model.Dense;
import org.inception4j.model.Dropout;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.Input;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Model;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Shape;
import org.inception4j.model.summary.Summary;
import org.inception4j.tensor.Weights;
import org.inception4j.training.History;
import org.inception4j.training.TensorExamples;
import org.inception4j.training.Trainer;
import org.inception4j.training.callback.EarlyStopping;
import org.inception4j.training.callback.LearningRateScheduler;
import org.inception4j.training.callback.Metric;
import org.inception4j.training.callback.ModelCheckpoint;
import org.inception4j.training.callback.ReduceLROnPlateau;
import org.inception4j.training.optimizer.Optimizer;

/** A notebook's GoogLeNet, and its training by the optimizers and callbacks that the notebook imports. */
public final class Seed002TrainGoogLeNet {
    private Seed002TrainGoogLeNet() {}

    /** The keyword arguments of {@code inception_module}. */
    private record Filters(int conv1x1, int reduce3x3, int conv3x3, int reduce5x5, int conv5x5, int poolReduce) {}

    private static Node inceptionModule(Node x, Filters filters, String name) {
        Node conv1x1 = conv(filters.conv1x1, 1).on(x);

        Node conv3x3 = conv(filters.reduce3x3, 1).on(x);
        conv3x3 = conv(filters.conv3x3, 3).on(conv3x3);

        Node conv5x5 = conv(filters.reduce5x5, 1).on(x);
        conv5x5 = conv(filters.conv5x5, 5).on(conv5x5);

        Node pool = MaxPooling2D.of(3, 1).withPadding(Padding.SAME).on(x);
        pool = conv(filters.poolReduce, 1).on(pool);

        return Concatenate.of().named(name).on(conv1x1, conv3x3, conv5x5, pool);
    }

    /** In [2]: {@code def googlenet(in_shape=(224, 224, 3), n_classes=10)}. */
    static Model googlenet(Shape inShape, int classes) {
        Node inputTensor = new Input(inShape).on();

        Node x = conv(64, 7).withStrides(2).named("conv_1_7x7_2").on(inputTensor);
        x = halve().named("max_pool_1_3x3_2").on(x);
        x = conv(64, 1).named("conv_2a_3x3_1").on(x);
        x = conv(192, 3).named("conv_2b_3x3_1").on(x);
        x = halve().named("max_pool_2_3x3_2").on(x);

        x = inceptionModule(x, new Filters(64, 96, 128, 16, 32, 32), "inception_3a");
        x = inceptionModule(x, new Filters(128, 128, 192, 32, 96, 64), "inception_3b");

        x = halve().named("max_pool_3_3x3_2").on(x);

        x = inceptionModule(x, new Filters(192, 96, 208, 16, 48, 64), "inception_4a");
        x = inceptionModule(x, new Filters(160, 112, 224, 24, 64, 64), "inception_4b");
        x = inceptionModule(x, new Filters(128, 128, 256, 24, 64, 64), "inception_4c");
        x = inceptionModule(x, new Filters(112, 144, 288, 32, 64, 64), "inception_4d");
        x = inceptionModule(x, new Filters(256, 160, 320, 32, 128, 128), "inception_4e");

        x = halve().named("max_pool_4_3x3_2").on(x);

        x = inceptionModule(x, new Filters(256, 160, 320, 32, 128, 128), "inception_5a");
        x = inceptionModule(x, new Filters(384, 192, 384, 48, 128, 128), "inception_5b");

        x = GlobalAveragePooling2D.of().named("avg_pool_5_3x3_1").on(x);
        x = Dropout.of(0.5).on(x);
        Node output = Dense.of(classes, SOFTMAX).named("output").on(x);
        return Model.of("model", inputTensor, output);
    }

    private static Conv2D conv(int filters, int kernelSize) {
        return Conv2D.of(filters, kernelSize).withPadding(Padding.SAME).withActivation(RELU);
    }

    private static MaxPooling2D halve() {
        return MaxPooling2D.of(3, 2).withPadding(Padding.SAME);
    }

    /**
     * {@code model.compile(optimizer)} and {@code model.fit(…, callbacks=[ReduceLROnPlateau, EarlyStopping, ModelCheckpoint,
     * LearningRateScheduler])} on small drawn pictures.
     *
     * @param weightsFile where the best epoch's weights go
     */
    static History fit(Model model, Optimizer optimizer, int epochs, Path weightsFile) {
        Shape picture = model.input().shape();
        int classes = model.output().node().shape().channels();
        TensorExamples training = Stripes.draw(picture, classes, 64, 1).shuffled(1);
        TensorExamples validation = Stripes.draw(picture, classes, 32, 2);
        return Trainer.of(Engine.best(), model, Weights.initialise(model, 0), Stripes.recipe(optimizer, epochs))
                .with(
                        ReduceLROnPlateau.of(Metric.VALIDATION_LOSS, 0.2, 3),
                        EarlyStopping.of(Metric.VALIDATION_LOSS, 10),
                        ModelCheckpoint.best(
                                Metric.VALIDATION_LOSS,
                                (weights, log) -> SafetensorsFile.write(
                                        weightsFile, weights, Map.of("epoch", String.valueOf(log.epoch())))),
                        LearningRateScheduler.of((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1)))
                .fit(training, validation);
    }

    /** In [3], then both optimizers on a small picture. */
    public static void main(String[] args) throws IOException {
        IO.print(Summary.text(googlenet(Shape.of(224, 224, 3), 10)));

        Path weightsFile = Files.createTempFile("googlenet", ".safetensors");
        for (Optimizer optimizer : new Optimizer[] {Optimizer.Adam.of(1e-3), Optimizer.RmsProp.of(1e-4)}) {
            Model model = googlenet(Shape.of(64, 64, 3), 3);
            History history = fit(model, optimizer, 12, weightsFile);
            history.epochs()
                    .forEach(log -> IO.println("%s epoch %d: loss %.4f, val_loss %.4f, val_top1 %.3f, rate %.2e"
                            .formatted(
                                    optimizer.getClass().getSimpleName(),
                                    log.epoch(),
                                    log.loss(),
                                    log.validationLoss(),
                                    log.validationTop1(),
                                    log.learningRate())));
        }
    }
}
