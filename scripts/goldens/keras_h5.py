"""Weights that Keras itself would have written: the fixtures of H5FileTest and SlenderWeightsTest.

    KERAS_BACKEND=jax python scripts/goldens/keras_h5.py

Needs keras 3, jax, h5py. The networks are Keras' own, with eight filters in place of each width, so that the files are small;
layer order and weight order come from them. The layout (names from 1 on, ':0', fixed-length texts) is that of the files which Keras
publishes, written by Keras 2.0. Weights are multiples of 1/16, which compress well.
"""

import gzip
import io
import json
import re
import tempfile
from pathlib import Path

import h5py
import keras
import numpy as np
from keras.src.applications import inception_resnet_v2, inception_v3, xception

ROOT = Path(__file__).parents[2]
FILTERS = 8
CLASSES = 10
SIDE = 75


class SlenderLayers:
    """keras.layers, whose convolutions have eight filters; those with a bias are as wide as what they are added to."""

    def __getattr__(self, name):
        layer = getattr(keras.src.layers, name)
        if name not in ("Conv2D", "SeparableConv2D"):
            return layer
        return lambda filters, *arguments, **named: layer(
            filters if named.get("use_bias", True) else FILTERS, *arguments, **named
        )


def slender(module, function, include_top):
    keras.backend.clear_session()
    module.layers = SlenderLayers()
    return getattr(module, function)(
        weights=None, include_top=include_top, pooling="avg", input_shape=(SIDE, SIDE, 3), classes=CLASSES
    )


def set_weights(model):
    random = np.random.default_rng(4)
    for layer in model.layers:
        layer.set_weights([sixteenths(random, w) for w in layer.weights])


def sixteenths(random, weight):
    shape = tuple(weight.shape)
    sixteenth = random.integers(-4, 5, shape).astype(np.float32) / 16
    if weight.name in ("gamma", "moving_variance"):
        return 1 + sixteenth
    return sixteenth


def from_one(name):
    """Keras 2.0 named the first layer of a kind conv2d_1 where Keras 3 says conv2d."""
    counted = re.fullmatch(r"(conv2d|batch_normalization|activation|add|concatenate|\w*pooling2d)(?:_(\d+))?", name)
    return f"{counted[1]}_{int(counted[2] or 0) + 1}" if counted else name.replace("input_layer", "input_1")


def write_h5(model, file):
    names = [from_one(layer.name).encode() for layer in model.layers]
    file.attrs["layer_names"] = names
    file.attrs["backend"] = b"tensorflow"
    file.attrs["keras_version"] = b"2.0.4"
    for name, layer in zip(names, model.layers):
        group = file.create_group(name)
        weights = layer.trainable_weights + layer.non_trainable_weights
        paths = [name + b"/" + weight.name.encode() + b":0" for weight in weights]
        group.attrs["weight_names"] = paths
        for path, weight in zip(paths, weights):
            group.create_dataset(path, data=np.asarray(weight))


def picture():
    index = np.arange(SIDE * SIDE * 3, dtype=np.int64)
    return (index * 7 % 256).astype(np.float32).reshape(1, SIDE, SIDE, 3) / 127.5 - 1


def slender_file(folder, module, function, include_top=True):
    model = slender(module, function, include_top)
    set_weights(model)
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", libver=("earliest", "v110")) as file:
        write_h5(model, file)
    packed = gzip.compress(buffer.getvalue(), 9, mtime=0)
    name = model.name if include_top else f"{model.name}_notop"
    (folder / f"{name}_slender.h5.gz").write_bytes(packed)
    if not include_top:
        keras3_file(folder / f"{name}_slender.weights.h5.gz", model)
    return name, [float(f"{p:.9g}") for p in np.asarray(model(picture()))[0]]


def keras3_file(path, model):
    """What Keras 3 itself writes under the suffix .weights.h5."""
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder, "model.weights.h5")
        model.save_weights(weights)
        path.write_bytes(gzip.compress(weights.read_bytes(), 9, mtime=0))


def parts(folder):
    """A whole model, lists in two parts, other types of number, packed, texts of any length, an empty list."""
    with h5py.File(folder / "parts.h5", "w") as whole:
        whole.attrs["model_config"] = b"{}"
        file = whole.create_group("model_weights")
        file.attrs["layer_names0"] = [b"input_1", b"block/one"]
        file.attrs["layer_names1"] = [b"two"]
        file.attrs["keras_version"] = "2.15.0"
        file.create_group("input_1").attrs["weight_names"] = []
        one = file.create_group("block/one")
        one.attrs["weight_names0"] = [b"block/one/kernel:0"]
        one.attrs["weight_names1"] = [b"block/one/bias:0"]
        kernel = np.arange(6, dtype=np.float64).reshape(2, 3) / 4
        one.create_dataset("block/one/kernel:0", data=kernel, chunks=(2, 2), compression="gzip")
        one.create_dataset("block/one/bias:0", data=np.array([1, -2, 0.5], np.float16))
        two = file.create_group("two")
        two.attrs["weight_names"] = np.array(["kernel", "bias"], dtype=object)
        two.create_dataset("kernel", data=np.ones((3, 1), ">f4"))
        two.create_dataset("bias", data=np.full(1, -0.5, np.float32))


def resources(module, package):
    folder = ROOT / module / "src/test/resources/org/inception4j" / package
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def main():
    folder = resources("applications", "applications")
    outputs = dict(
        slender_file(folder, *made)
        for made in (
            (inception_v3, "InceptionV3"),
            (inception_resnet_v2, "InceptionResNetV2"),
            (xception, "Xception"),
            (xception, "Xception", False),
        )
    )
    parts(resources("formats", "formats/keras"))
    made = {"made by": "scripts/goldens/keras_h5.py", "keras": keras.__version__, "outputs": outputs}
    (folder / "slender.json").write_text(json.dumps(made, indent=1) + "\n")


main()
