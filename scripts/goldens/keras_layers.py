#!/usr/bin/env python3
"""Lists the layers of a network of keras.applications in Keras' order, as a golden text for the tests.

usage: KERAS_BACKEND=torch keras_layers.py InceptionV3 > inception_v3_keras.txt

A line a layer: name, class, shape of one example, number of weights, names of what it takes. The input is written as Keras 2
names it, input_1. Needs keras 3 and a backend.
"""

import sys

import keras


def name(layer):
    return "input_1" if isinstance(layer, keras.layers.InputLayer) else layer.name


def sources(layer):
    if isinstance(layer, keras.layers.InputLayer):
        return []
    tensors = layer.input if isinstance(layer.input, list) else [layer.input]
    return [name(tensor._keras_history.operation) for tensor in tensors]


model = getattr(keras.applications, sys.argv[1])(weights=None)
print(f"# made by scripts/goldens/keras_layers.py {sys.argv[1]} with keras {keras.__version__}")
for layer in model.layers:
    kind = type(layer).__name__.removesuffix("Layer")
    shape = "x".join(str(size) for size in layer.output.shape[1:])
    print(name(layer), kind, shape, layer.count_params(), *sources(layer))
