#!/usr/bin/env python3
"""Prints applications of Keras, built by its own recipes, in the three styles, as SHA-256 of each text.

usage: applications.py KERAS_CLONE TF_KERAS_CLONE OUTPUT_FILE [FOLDER_FOR_THE_TEXTS]

The recipes are taken from keras-team/keras at 2.9.0 (for Keras 2 and tf-keras) and 3.15.1 and run on the layers of summaries.py.
"""

import ast
import hashlib
import pathlib
import subprocess
import sys
import types

import summaries

RECIPES = {"inception_v3": "InceptionV3", "xception": "Xception"}


def pair(size):
    return tuple(size) if isinstance(size, (tuple, list)) else (size, size)


class Layers:
    """Keras' module of layers, as far as the recipes use it."""

    def __init__(self, build):
        self.build = build

    def Input(self, shape):
        return self.build.input(*shape)

    def Conv2D(self, filters, kernel_size, strides=1, padding="valid", use_bias=True, name=None, activation=None):
        same = padding == "same"
        return self.build.conv(filters, pair(kernel_size), pair(strides)[0], same, use_bias, name)

    def SeparableConv2D(self, filters, kernel_size, padding, use_bias, name):
        height, width = pair(kernel_size)

        def weights(inputs):
            channels = inputs[0][2]
            shapes = [(height, width, channels, 1), (1, 1, channels, filters)]
            return [summaries.Weight(shape, True) for shape in shapes]

        assert padding == "same" and not use_bias
        return self.build.named("SeparableConv2D", name, lambda inputs: (*inputs[0][:2], filters), weights)

    def pooling(self, type_name, pool_size, strides, padding, name):
        return self.build.pool(pair(pool_size)[0], pair(strides)[0], padding == "same", type_name, name)

    def MaxPooling2D(self, pool_size, strides, padding="valid", name=None):
        return self.pooling("MaxPooling2D", pool_size, strides, padding, name)

    def AveragePooling2D(self, pool_size, strides, padding="valid", name=None):
        return self.pooling("AveragePooling2D", pool_size, strides, padding, name)

    def BatchNormalization(self, axis=-1, scale=True, name=None):
        return self.build.batch_normalization(scale, name)

    def Activation(self, function, name=None):
        return self.build.same("Activation", name)

    def Dense(self, units, activation, name):
        return self.build.dense(units, name)

    def GlobalAveragePooling2D(self, name):
        return self.build.average(name)

    def concatenate(self, tensors, axis, name=None):
        return self.build.concatenate(name)(*tensors)

    def add(self, tensors):
        return self.build.same("Add")(*tensors)


def built(clone, version, path, function, build):
    """The model that a function in a file at a version makes."""
    command = ["git", "-C", clone, "show", f"{version}:{path}"]
    source = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = [item for item in ast.parse(source).body if isinstance(item, ast.FunctionDef)]
    for item in found:
        item.decorator_list = []

    def model(inputs, outputs, name):
        return build.model(name, [inputs], outputs)

    def input_shape(_, default_size, **rest):
        return default_size, default_size, 3

    known = {
        "layers": Layers(build),
        "backend": types.SimpleNamespace(image_data_format=lambda: "channels_last"),
        "imagenet_utils": types.SimpleNamespace(obtain_input_shape=input_shape, validate_activation=lambda *_: None),
        "training": types.SimpleNamespace(Model=model),
        "Functional": model,
    }
    exec(compile(ast.Module(body=found, type_ignores=[]), path, "exec"), known)
    return known[function](weights=None)


def main(keras, tf_keras, output, texts=None):
    old, new = ("v2.9.0", "keras/applications"), ("v3.15.1", "keras/src/applications")
    dialects = [
        (summaries.Keras2(keras, "v2.9.0"), *old),
        (summaries.TfKeras(tf_keras, "v2.21.0"), *old),
        (summaries.Keras3(keras, "v3.15.1"), *new),
    ]
    lines = ["# made by scripts/goldens/applications.py, which can write the texts as well\n"]
    for dialect, version, folder in dialects:
        for name, function in RECIPES.items():
            model = built(keras, version, f"{folder}/{name}.py", function, summaries.Build(dialect))
            text = dialect.text(model)
            lines.append(f"{hashlib.sha256(text.encode()).hexdigest()} {dialect.name} {name.replace('_', '-')}:keras\n")
            if texts:
                pathlib.Path(texts, f"{name}.{dialect.name}.txt").write_text(text, encoding="utf-8")
    pathlib.Path(output).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
