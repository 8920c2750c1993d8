#!/usr/bin/env python3
"""Prints our own models with the summary code of Keras 2.9, tf-keras 2.21 and Keras 3.15, as golden texts for the tests.

usage: summaries.py KERAS_CLONE TF_KERAS_CLONE OUTPUT_FOLDER

The clones are git clones of keras-team/keras and keras-team/tf-keras with their tags; the package rich must be importable.
The functions that order a graph and print it are taken from the clones as they are; layers here only have what these look at.
"""

import ast
import collections
import functools
import math
import os
import pathlib
import re
import subprocess
import sys
import types

os.environ["COLUMNS"] = "200"  # keras 3 and rich ask for the terminal's width


class Shape(tuple):
    """With the batch first, as None."""

    def as_list(self):
        return list(self)


class Float32:
    size = 4


class Weight:
    def __init__(self, shape, trainable):
        self.shape = Shape(shape)
        self.trainable = trainable
        self.dtype = Float32


class Tensor:
    def __init__(self, node, shape):
        self.node = node
        self.shape = Shape(shape)

    @property
    def _keras_history(self):
        History = collections.namedtuple("History", ["operation", "node_index", "tensor_index"])
        return History(self.node.layer, self.node.layer._inbound_nodes.index(self.node), 0)


class Node:
    """One use of a layer, by the words of both generations of Keras."""

    def __init__(self, layer, inputs, shape):
        self.layer = self.operation = layer
        self.keras_inputs = self.input_tensors = list(inputs)
        self.is_input = not inputs
        self.parent_nodes = [tensor.node for tensor in inputs]
        self.output = Tensor(self, shape)
        self.outputs = self.output_tensors = [self.output]
        self.output_shapes = [self.output.shape] if self.is_input else self.output.shape

    def iterate_inbound(self):
        for tensor in self.keras_inputs:
            yield (*tensor._keras_history, tensor)


class Layer:
    built = True
    _build_shapes_dict = {}

    def __init__(self, name, shape, weights=lambda inputs: []):
        self.name = name
        self.shape = shape
        self.make_weights = weights
        self.weights = None
        self.trainable = True
        self._inbound_nodes = []

    def __call__(self, *inputs):
        shapes = [tensor.shape[1:] for tensor in inputs]
        if self.weights is None:
            self.weights = self.make_weights(shapes)
        self._inbound_nodes.append(Node(self, inputs, (None, *self.shape(shapes))))
        return self._inbound_nodes[-1].output

    @property
    def output_shape(self):
        shapes = {str(node.output_shapes) for node in self._inbound_nodes}
        if len(shapes) != 1:
            raise AttributeError("has nodes of different output shapes")
        return self._inbound_nodes[0].output_shapes

    def count_params(self):
        return sum(math.prod(weight.shape) for weight in self.weights)


def layer_of(type_name, *arguments):
    return type(type_name, (Layer,), {})(*arguments)


class Functional:
    _is_graph_network = True
    compiled = False

    def __init__(self, keras, name, inputs, outputs):
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        _, self._nodes_by_depth, self.layers, _ = keras.order(inputs, outputs)
        self._operations = self.layers

    def all_weights(self):
        for layer in self.layers:
            for weight in layer.weights:
                yield weight, weight.trainable and layer.trainable

    @property
    def trainable_weights(self):
        return [weight for weight, trainable in self.all_weights() if trainable]

    @property
    def non_trainable_weights(self):
        return [weight for weight, trainable in self.all_weights() if not trainable]

    def as_layer(self, name, type_name="Functional"):
        shape = self.outputs[0].shape[1:]
        return layer_of(type_name, name, lambda _: shape, lambda _: [weight for weight, _ in self.all_weights()])


class Sequential(Functional):
    def __init__(self, keras, name, data, last):
        super().__init__(keras, name, [data], [last])
        self.layers = self.layers[1:]


# --- Keras' own code ---


def functions(clone, version, path, names):
    """The named functions of a file at a version, as source."""
    command = ["git", "-C", clone, "show", f"{version}:{path}"]
    source = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = [item for item in ast.parse(source).body if isinstance(item, ast.FunctionDef) and item.name in names]
    missing = set(names) - {item.name for item in found}
    if missing:
        sys.exit(f"{path} at {version} has no {missing}")
    return ast.Module(body=found, type_ignores=[])


def flatten(structure):
    if isinstance(structure, (list, tuple)):
        return [leaf for part in structure for leaf in flatten(part)]
    return [structure]


def map_structure(function, structure):
    return [map_structure(function, part) for part in structure] if isinstance(structure, list) else function(structure)


PRINTING = ["count_params", "print_summary"]
SIZES = ["weight_memory_size", "readable_memory_size", "get_layer_index_bound_by_layer_name"]


class Keras2:
    name = "keras2"
    place = "keras/utils/layer_utils.py"
    graph_place = "keras/engine/functional.py"
    names = PRINTING

    def __init__(self, clone, version):
        tree = types.SimpleNamespace(flatten=flatten)
        self.globals = {
            "np": types.SimpleNamespace(prod=math.prod),
            "tf": types.SimpleNamespace(nest=tree),
            "re": re,
            "collections": collections,
            "print_dtensor_variable_summary": lambda *_: None,
        }
        graph = ["_map_graph_network", "_build_map", "_build_map_helper", "_make_node_key"]
        for place, names in (self.place, self.names), (self.graph_place, graph):
            exec(compile(functions(clone, version, place, names), place, "exec"), self.globals)
        self.order = self.globals["_map_graph_network"]

    def text(self, model):
        lines = []
        self.globals["print_summary"](model, print_fn=lines.append)
        return "".join(line + "\n" for line in lines)

    def input_name(self, number):
        return f"input_{number + 1}"


class TfKeras(Keras2):
    name = "tf-keras"
    place = "tf_keras/utils/layer_utils.py"
    graph_place = "tf_keras/engine/functional.py"
    names = PRINTING + SIZES


class Keras3:
    name = "keras3"

    def __init__(self, clone, version):
        import rich
        import rich.console
        import rich.markup
        import rich.table

        for module in "keras", "keras.src", "keras.src.models":
            sys.modules[module] = types.ModuleType(module)
        sys.modules["keras.src.models"].Functional = Functional
        sys.modules["keras.src.models"].Sequential = Sequential
        import shutil

        self.globals = {
            "backend": types.SimpleNamespace(standardize_dtype=lambda dtype: dtype),
            "dtype_utils": types.SimpleNamespace(dtype_size=lambda dtype: 8 * dtype.size),
            "io_utils": types.SimpleNamespace(print_msg=None),
            "tree": types.SimpleNamespace(flatten=flatten, map_structure=map_structure),
            "functools": functools,
            "collections": collections,
            "math": math,
            "re": re,
            "rich": rich,
            "shutil": shutil,
        }
        formats = ["_compute_memory_size", "highlight_number", "highlight_symbol", "bold_text", "format_layer_shape"]
        graph = ["map_graph", "_build_map", "_build_map_helper", "make_node_key"]
        places = [
            ("keras/src/utils/summary_utils.py", PRINTING + SIZES + formats),
            ("keras/src/ops/function.py", graph),
        ]
        for place, names in places:
            exec(compile(functions(clone, version, place, names), place, "exec"), self.globals)
        self.order = self.globals["map_graph"]

    def text(self, model):
        printed = []
        self.globals["print_summary"](model, print_fn=printed.append)
        return "".join(printed)

    def input_name(self, number):
        return "input_layer" if number == 0 else f"input_layer_{number}"


# --- layers, with the names that Keras gives ---


class Build:
    """Makes layers and names them; `counts` are how many of a class there were before."""

    def __init__(self, keras, counts=()):
        self.keras = keras
        self.counts = collections.Counter(dict(counts))

    def named(self, type_name, name, *rest):
        if name is None:
            base = re.sub("([a-z])([A-Z])", r"\1_\2", re.sub("(.)([A-Z][a-z]+)", r"\1_\2", type_name)).lower()
            number = self.counts[base]
            self.counts[base] += 1
            name = base if number == 0 else f"{base}_{number}"
        return layer_of(type_name, name, *rest)

    def input(self, *shape, name=None):
        if name is None:
            name = self.keras.input_name(self.counts["input"])
            self.counts["input"] += 1
        return layer_of("InputLayer", name, lambda _: shape)()

    def conv(self, filters, size, stride=1, same=False, bias=True, name=None):
        height, width = size if isinstance(size, tuple) else (size, size)

        def shape(inputs):
            across = [(height, inputs[0][0]), (width, inputs[0][1])]
            return *(window(length, cells, stride, same) for length, cells in across), filters

        def weights(inputs):
            kernel = Weight((height, width, inputs[0][2], filters), True)
            return [kernel, Weight((filters,), True)] if bias else [kernel]

        return self.named("Conv2D", name, shape, weights)

    def pool(self, size, stride, same=False, type_name="MaxPooling2D", name=None):
        def shape(inputs):
            height, width, channels = inputs[0]
            return window(size, height, stride, same), window(size, width, stride, same), channels

        return self.named(type_name, name, shape)

    def dense(self, units, name=None):
        def weights(inputs):
            return [Weight((inputs[0][-1], units), True), Weight((units,), True)]

        return self.named("Dense", name, lambda inputs: (*inputs[0][:-1], units), weights)

    def batch_normalization(self, scale=True, name=None):
        def weights(inputs):
            learns = [True, True, False, False] if scale else [True, False, False]
            return [Weight((inputs[0][-1],), trainable) for trainable in learns]

        return self.named("BatchNormalization", name, lambda inputs: inputs[0], weights)

    def layer_normalization(self):
        def weights(inputs):
            return [Weight((inputs[0][-1],), True) for _ in range(2)]

        return self.named("LayerNormalization", None, lambda inputs: inputs[0], weights)

    def same(self, type_name, name=None):
        """A layer whose shape is its input's and that has no weights."""
        return self.named(type_name, name, lambda inputs: inputs[0])

    def flatten(self, name=None):
        return self.named("Flatten", name, lambda inputs: (math.prod(inputs[0]),))

    def average(self, name=None):
        return self.named("GlobalAveragePooling2D", name, lambda inputs: inputs[0][-1:])

    def concatenate(self, name=None):
        return self.named("Concatenate", name, lambda inputs: (*inputs[0][:-1], sum(shape[-1] for shape in inputs)))

    def model(self, name, inputs, *outputs):
        return Functional(self.keras, name, inputs, list(outputs))

    def sequential(self, name, shape, *layers):
        data = last = self.input(*shape, name=layers[0].name + "_input")
        for layer in layers:
            last = layer(last)
        return Sequential(self.keras, name, data, last)


def window(length, cells, stride, same):
    return -(-cells // stride) if same else (cells - length) // stride + 1


# --- the models; SummaryModels in Java makes the same ---


def sequential(b):
    return b.sequential("sequential", (28, 28, 3), b.conv(32, 5), b.pool(2, 2), b.flatten(), b.dense(10))


def chain(b):
    data = b.input(28, 28, 3)
    x = b.flatten()(b.pool(2, 2)(b.conv(32, 5)(data)))
    return b.model("model", [data], b.dense(10)(x))


def chain_of_two_outputs(b):
    data = b.input(28, 28, 3)
    features = b.conv(32, 5)(data)
    return b.model("two", [data], b.average()(features), features)


def naive_block(b):
    data = b.input(28, 28, 192)
    branches = [b.conv(64, 1, same=True)(data), b.conv(128, 3, same=True)(data), b.conv(32, 5, same=True)(data)]
    branches.append(b.pool(3, 1, same=True)(data))
    return b.model("naive_inception", [data], b.concatenate()(*branches))


def inception_v3_stem(b):
    def conv(x, filters, height, width, stride=1, same=True):
        x = b.conv(filters, (height, width), stride, same, bias=False)(x)
        return b.same("Activation")(b.batch_normalization(scale=False)(x))

    data = b.input(299, 299, 3)
    x = conv(data, 32, 3, 3, 2, False)
    x = conv(x, 32, 3, 3, 1, False)
    x = b.pool(3, 2)(conv(x, 64, 3, 3))
    x = conv(x, 80, 1, 1, 1, False)
    x = b.pool(3, 2)(conv(x, 192, 3, 3, 1, False))
    branch1x1 = conv(x, 64, 1, 1)
    branch5x5 = conv(conv(x, 48, 1, 1), 64, 5, 5)
    branch3x3 = conv(conv(conv(x, 64, 1, 1), 96, 3, 3), 96, 3, 3)
    pooled = conv(b.pool(3, 1, True, "AveragePooling2D")(x), 32, 1, 1)
    return b.model("inception_v3", [data], b.concatenate("mixed0")(branch1x1, branch5x5, branch3x3, pooled))


def three_outputs(b):
    def conv(x, filters, size, stride=1):
        return b.conv(filters, size, stride, same=True)(x)

    def pool(x, stride):
        return b.pool(3, stride, same=True)(x)

    def relu(x):
        return b.same("Activation")(x)

    def inception(x_in, one, reduce, three, five):
        x1 = relu(conv(pool(x_in, 1), five, 1))
        x2 = relu(conv(conv(x_in, five, 1), three, 3))
        x3 = relu(conv(conv(x_in, reduce, 1), three, 3))
        x4 = relu(conv(x_in, one, 1))
        return b.concatenate()(x1, x2, x3, x4)

    def head(x):
        x = conv(b.pool(5, 3, type_name="AveragePooling2D")(x), 128, 1)
        x = b.dense(1024)(b.flatten()(x))
        x = b.same("Dropout")(x)
        return b.dense(1000)(x)

    data = b.input(224, 224, 3)
    x = pool(conv(data, 64, 7, 2), 2)
    x = b.layer_normalization()(x)
    x = conv(conv(x, 64, 1), 192, 3, 2)
    x = pool(b.layer_normalization()(x), 2)
    x = inception(x, 64, 96, 128, 16)
    x = inception(x, 128, 128, 192, 32)
    x = pool(x, 2)
    x = inception(x, 192, 96, 208, 16)
    first = head(x)
    x = inception(x, 160, 112, 224, 24)
    x = inception(x, 128, 128, 256, 24)
    x = inception(x, 112, 114, 288, 32)
    second = head(x)
    x = inception(x, 256, 160, 320, 32)
    x = pool(x, 2)
    x = inception(x, 256, 160, 320, 32)
    x = inception(x, 384, 192, 384, 48)
    x = b.same("Dropout")(b.average()(x))
    return b.model("googlenet", [data], b.dense(1000)(x), first, second)


def shared(b):
    """One layer on two sizes, one on two of one size, and one after itself."""
    left, right = b.input(8, 8, 3), b.input(9, 9, 3)
    eyes = b.conv(2, 3)
    average = b.average()
    both = b.concatenate()(average(eyes(left)), average(eyes(right)))
    again = b.dense(4)
    return b.model("twins", [left, right], b.same("Dropout")(again(again(both))))


def loop(b):
    data = b.input(4)
    again = b.dense(4)
    return b.model("loop", [data], b.dense(1)(again(again(data))))


def twice_the_same_input(b):
    data = b.input(4)
    return b.model("doubled", [data], b.same("Add")(data, data))


def long_names(b):
    data = b.input(75, 75, 3, name="a_picture_with_a_name_that_no_column_holds")
    x = b.conv(32, 3, 2, bias=False, name="InceptionV3/InceptionV3/Conv2d_1a_3x3")(data)
    x = b.batch_normalization(name="InceptionV3/InceptionV3/Conv2d_1a_3x3/BatchNorm")(x)
    left = b.conv(32, 1, name="left branch of the block, in words")(x)
    right = b.conv(1024, 1, name="exactly_as_wide_as_it_gets")(x)
    joined = b.concatenate("joined")(left, right, x)
    return b.model("long", [data], b.average("all_of_the_picture_averaged")(joined))


def long_names_in_a_row(b):
    return b.sequential(
        "row",
        (1000, 1000, 3),
        b.conv(10240, 1, name="a_first_convolution_with_a_long_name"),
        b.conv(10240, 3, name="another one, of words"),
        b.same("LayerOfTheLongestClassNameThatThereIs", "x"),
        b.same("Activation", "so_long_that_type_wrap_"),
    )


def several_inputs(b):
    photo, sketch, age = b.input(32, 32, 3, name="photo"), b.input(32, 32, 1, name="sketch"), b.input(1, name="age")
    picture = b.average()(b.conv(16, 3)(b.concatenate()(photo, sketch)))
    joined = b.concatenate()(picture, age)
    return b.model("several", [photo, sketch, age], b.dense(3, "kind")(joined), b.dense(1, "price")(joined))


def frozen(b):
    data = b.input(32, 32, 3)
    feature = b.conv(288, 1, name="frozen_convolution")
    feature.trainable = False
    normal = b.batch_normalization()
    still = b.batch_normalization()
    still.trainable = False
    x = b.average()(still(normal(feature(data))))
    return b.model("frozen", [data], b.dense(2)(x))


def without_weights(b):
    return b.sequential("nothing", (4, 4, 3), b.pool(2, 2), b.flatten())


def half_a_hundredth(b):
    """288 numbers take 1.125 KB, which Python rounds to even."""
    return b.sequential("rounding", (287,), b.dense(1))


def one_size_up(b):
    """1024 bytes are a KB, 262,144 numbers a MB."""
    return b.sequential("sizes", (1023,), b.dense(256), b.dense(1))


def nested(b):
    data = b.input(32, 32, 3)
    inner = b.sequential("features", (32, 32, 3), b.conv(8, 3), b.batch_normalization(), b.flatten())
    image = b.input(32, 32, 3)
    outer = b.model("colours", [image], b.average()(b.conv(4, 1)(image)))
    both = b.concatenate()(inner.as_layer("features", "Sequential")(data), outer.as_layer("colours")(data))
    return b.model("nested", [data], b.dense(2)(both))


def nested_in_a_row(b):
    image = b.input(32, 32, 3)
    inner = b.model("hub", [image], b.average()(b.batch_normalization()(b.conv(8, 3)(image))))
    hub = inner.as_layer("keras_layer", "KerasLayer")
    for layer in inner.layers:
        layer.trainable = False
    hub.trainable = False
    return b.sequential("transfer", (32, 32, 3), hub, b.dense(5))


MODELS = [
    sequential,
    chain,
    chain_of_two_outputs,
    naive_block,
    inception_v3_stem,
    three_outputs,
    shared,
    loop,
    twice_the_same_input,
    long_names,
    long_names_in_a_row,
    several_inputs,
    frozen,
    without_weights,
    half_a_hundredth,
    one_size_up,
    nested,
    nested_in_a_row,
]

# what the notebooks whose summaries are known had made before
NOTEBOOKS = {
    "inception_v3_stem": {"input": 1, "conv2d": 95, "batch_normalization": 94},
    "three_outputs": {
        "input": 6,
        "conv2d": 90,
        "max_pooling2d": 25,
        "layer_normalization": 11,
        "activation": 48,
        "concatenate": 12,
        "average_pooling2d": 2,
        "flatten": 2,
        "dense": 5,
        "dropout": 3,
        "global_average_pooling2d": 1,
    },
}


def main(keras, tf_keras, output):
    dialects = Keras2(keras, "v2.9.0"), TfKeras(tf_keras, "v2.21.0"), Keras3(keras, "v3.15.1")
    for dialect in dialects:
        folder = pathlib.Path(output, dialect.name)
        folder.mkdir(parents=True, exist_ok=True)
        for make in MODELS:
            model = make(Build(dialect, NOTEBOOKS.get(make.__name__, ())))
            (folder / f"{make.__name__}.txt").write_text(dialect.text(model), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
