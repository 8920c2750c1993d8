"""Makes keras-callbacks.txt and keras-optimizers.txt of training's test resources: what Keras' own callbacks and optimizers do.

    python3 scripts/goldens/training.py --output FOLDER

needs Python 3.11 with keras 3.15 and tensorflow-cpu 2.21. Losses and gradients come from counter.py.
"""

import argparse
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np

import counter

EPOCHS = 12
STEPS = 12
CASES = 120


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    folder = parser.parse_args().output
    head = f"# made by scripts/goldens/training.py with keras {keras.__version__}\n"
    (folder / "keras-callbacks.txt").write_text(head + "".join(map(line, callbacks())))
    (folder / "keras-optimizers.txt").write_text(head + "".join(map(line, optimizers())))


def line(fields):
    return " | ".join(fields) + "\n"


def numbers(values):
    return " ".join(repr(float(value)) for value in values)


class Draw:
    """Choices of one case, from one stream of numbers."""

    def __init__(self, name):
        self.values = iter(counter.uniform(name, 200))

    def of(self, *choices):
        return choices[int(next(self.values) * len(choices))]

    def losses(self):
        """
        Few different values, so that there are ties; now and then no number, but not in the first epoch that is looked at: Keras then
        takes that for the best, which nothing beats any more, and Inception4J does not.
        """
        values = [round(1 + float(next(self.values)), 1) for _ in range(EPOCHS)]
        return [float("nan") if epoch > 2 and next(self.values) < 0.05 else value for epoch, value in enumerate(values)]


def callbacks():
    for i in range(CASES):
        yield plateau(Draw(f"plateau/{i}"))
        yield stopping(Draw(f"stopping/{i}"))
        yield checkpoint(Draw(f"checkpoint/{i}"))


def plateau(draw):
    options = {
        "factor": draw.of(0.1, 0.5),
        "patience": draw.of(0, 1, 2, 3),
        "min_delta": draw.of(0.0, 1e-4, 0.15),
        "cooldown": draw.of(0, 1, 3),
        "min_lr": draw.of(0.0, 0.05, 0.3),
    }
    losses = draw.losses()
    rates = []
    run(keras.callbacks.ReduceLROnPlateau(monitor="val_loss", mode="min", **options), losses, lambda model: rates.append(float(model.optimizer.learning_rate)))
    return "ReduceLROnPlateau", settings(options), numbers(losses), numbers(rates)


def stopping(draw):
    options = {
        "min_delta": draw.of(0.0, 0.15),
        "patience": draw.of(0, 1, 2, 3),
        "baseline": draw.of(None, None, 1.3),
        "restore_best_weights": draw.of(True, False),
        "start_from_epoch": draw.of(0, 0, 2),
    }
    losses = draw.losses()
    model = run(keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", **options), losses)
    return "EarlyStopping", settings(options), numbers(losses), numbers([model.epochs_run, model.get_weights()[0][0, 0]])


def checkpoint(draw):
    options = {"initial_value_threshold": draw.of(None, 1.3, 1.6)}
    losses = draw.losses()
    saved = []
    callback = keras.callbacks.ModelCheckpoint(
        "never-written.weights.h5", monitor="val_loss", mode="min", save_best_only=True, save_weights_only=True, **options
    )
    run(callback, losses, lambda model: None, lambda model: setattr(model, "save_weights", lambda *_, **__: saved.append(model.epochs_run + 1)))
    return "ModelCheckpoint", settings(options), numbers(losses), numbers(saved)


def settings(options):
    return " ".join(f"{name}={value}" for name, value in options.items())


def run(callback, losses, after=lambda model: None, prepare=lambda model: None):
    """Calls the callback as fit does. The weight holds the number of the epoch, from 1."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(keras.optimizers.SGD(1.0), "mse")
    model.stop_training = False
    model.epochs_run = 0
    prepare(model)
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, loss in enumerate(losses):
        callback.on_epoch_begin(epoch)
        model.set_weights([np.array([[epoch + 1.0]])])
        callback.on_epoch_end(epoch, {"loss": 1.0, "val_loss": loss})
        model.epochs_run += 1
        after(model)
        if model.stop_training:
            break
    callback.on_train_end()
    return model


def optimizers():
    every = {
        "Sgd momentum=0.0 nesterov=False": lambda: keras.optimizers.SGD(0.1),
        "Sgd momentum=0.9 nesterov=False": lambda: keras.optimizers.SGD(0.1, momentum=0.9),
        "Sgd momentum=0.9 nesterov=True": lambda: keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True),
        "Adam amsgrad=False": lambda: keras.optimizers.Adam(0.1),
        "Adam amsgrad=True": lambda: keras.optimizers.Adam(0.1, amsgrad=True),
        "AdamW weight_decay=0.05": lambda: keras.optimizers.AdamW(0.1, weight_decay=0.05),
        "RmsProp momentum=0.0 epsilon=1e-07 centered=False": lambda: keras.optimizers.RMSprop(0.1),
        "RmsProp momentum=0.9 epsilon=1.0 centered=False": lambda: keras.optimizers.RMSprop(0.1, momentum=0.9, epsilon=1.0),
        "RmsProp momentum=0.9 epsilon=1e-07 centered=True": lambda: keras.optimizers.RMSprop(0.1, momentum=0.9, centered=True),
    }
    for name, make in every.items():
        weight = keras.Variable(np.array([1.0, -2.0, 0.5], "float32"))
        optimizer = make()
        optimizer.build([weight])
        trace = []
        for gradient in gradients():
            optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
            trace.extend(keras.ops.convert_to_numpy(weight))
        yield name.split(" ", 1)[0], name.split(" ", 1)[1], numbers(gradients().ravel()), numbers(trace)


def gradients():
    return (2 * counter.uniform("gradients", 3 * STEPS) - 1).astype("float32").reshape(STEPS, 3)


main()
