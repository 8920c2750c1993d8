package org.inception4j.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.inception4j.app.bench.Contender;
import org.inception4j.app.bench.Service;
import org.inception4j.app.bench.Subject;
import org.inception4j.app.bench.Task;
import org.inception4j.engine.Precision;

/** Deep Java Library with its PyTorch engine, whose natives must be on the class path: nothing is fetched. */
public final class DjlPeer implements Contender {
    private static final String ENGINE = "PyTorch";

    private DjlPeer() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("ai.djl.offline", "true");
        Service.serve(new DjlPeer(), System.in, new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public String libraries() {
        Engine engine = Engine.getEngine(ENGINE);
        return "DJL %s, %s %s".formatted(Engine.getDjlVersion(), engine.getEngineName(), engine.getVersion());
    }

    @Override
    public Work prepare(Task task) throws Skip {
        checkTask(task);
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(task.threads()));
        Model model = Model.newInstance("googlenet", ENGINE);
        Block block = DjlGoogLeNet.of(task.subject() == Subject.GOOGLENET_BN);
        model.setBlock(block);
        NDManager manager = model.getNDManager();
        int pixels = task.subject().pixels();
        NDArray input = manager.randomNormal(new Shape(task.batch(), 3, pixels, pixels));
        return task.job() == Task.Job.INFER ? inference(model, input) : training(model, input);
    }

    private static void checkTask(Task task) throws Skip {
        if (task.precision() != Precision.FP32) {
            throw new Skip("computes in fp32 only");
        }
        if (task.subject() != Subject.GOOGLENET_PLAIN && task.subject() != Subject.GOOGLENET_BN) {
            throw new Skip(
                    "has no blocks for local response normalisation, and Inception-v3 is not written in its blocks");
        }
        if (task.width() != 1) {
            throw new Skip("is measured at width 1 only");
        }
    }

    private static Work inference(Model model, NDArray input) {
        NDManager manager = model.getNDManager();
        Block block = model.getBlock();
        block.initialize(manager, DataType.FLOAT32, input.getShape());
        return Work.of(
                () -> {
                    try (NDManager scope = manager.newSubManager()) {
                        NDList scores = block.forward(new ParameterStore(scope, false), within(scope, input), false);
                        scores.head().softmax(1).toFloatArray();
                    }
                },
                model::close);
    }

    private static Work training(Model model, NDArray input) {
        NDManager manager = model.getNDManager();
        Optimizer descent = Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed(1e-6f))
                .optMomentum(0.9f)
                .build();
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Trainer trainer = model.newTrainer(
                new DefaultTrainingConfig(loss).optOptimizer(descent).optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(input.getShape());
        long batch = input.getShape().get(0);
        NDArray labels = manager.randomInteger(0, 1000, new Shape(batch), DataType.INT64);
        return Work.of(
                () -> {
                    try (NDManager scope = manager.newSubManager();
                            GradientCollector collector = trainer.newGradientCollector()) {
                        NDList scores = trainer.forward(within(scope, input));
                        collector.backward(loss.evaluate(within(scope, labels), scores));
                    }
                    trainer.step();
                },
                trainer::close,
                model::close);
    }

    /** The same numbers, owned by a run, so that what is computed of them is given back with it. */
    private static NDList within(NDManager scope, NDArray array) {
        NDArray view = array.reshape(array.getShape());
        view.attach(scope);
        return new NDList(view);
    }
}
