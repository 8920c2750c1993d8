"""The GoogLeNets of notebooks and articles that the project began with, in Keras as they are described there; logits, not probabilities."""

import keras
from keras import layers

from keras_source import KerasNetwork

# The columns of the paper's table 1.
TABLE = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}


def conv(filters, side, x, strides=1, activation="relu", **arguments):
    return layers.Conv2D(filters, side, strides, "same", activation=activation, **arguments)(x)


def halved(x, **arguments):
    return layers.MaxPooling2D(3, 2, "same", **arguments)(x)


def document_002(size, classes, _, __):
    """A function googlenet(in_shape, n_classes): no normalisation, one output."""
    keras.backend.clear_session()
    picture = x = keras.Input((size, size, 3))
    x = halved(conv(64, 7, x, 2, name="conv_1_7x7_2"), name="max_pool_1_3x3_2")
    x = conv(64, 1, x, name="conv_2a_3x3_1")
    x = halved(conv(192, 3, x, name="conv_2b_3x3_1"), name="max_pool_2_3x3_2")
    for block, (one, reduce3, three, reduce5, five, project) in TABLE.items():
        if block in ("4a", "5a"):
            x = halved(x, name=f"max_pool_{int(block[0]) - 1}_3x3_2")
        a = conv(one, 1, x)
        b = conv(three, 3, conv(reduce3, 1, x))
        c = conv(five, 5, conv(reduce5, 1, x))
        d = conv(project, 1, layers.MaxPooling2D(3, 1, "same")(x))
        x = layers.Concatenate(name=f"inception_{block}")([a, b, c, d])
    x = layers.GlobalAveragePooling2D(name="avg_pool_5_3x3_1")(x)
    x = layers.Dense(classes, name="output")(layers.Dropout(0.5)(x))
    ends = {"stem": "max_pool_2_3x3_2"} | {f"inception_{block}": f"inception_{block}" for block in TABLE}
    return KerasNetwork(keras.Model(picture, x), ends)


def document_003(size, classes, auxiliary, _):
    """An article's inception_v1_block, a 3x3 in its 5x5 branch, in the network and with the heads that the text describes."""

    def module(x, one, reduce3, three, reduce5, five, project):
        b, c, d = conv(reduce3, 1, x), conv(reduce5, 1, x), layers.MaxPooling2D(3, 1, "same")(x)
        branches = conv(one, 1, x), conv(three, 3, b), conv(five, 3, c), conv(project, 1, d)
        return layers.Concatenate()(branches)

    def head(x):
        x = layers.Flatten()(conv(128, 1, layers.AveragePooling2D(5, 3)(x)))
        x = layers.Dense(1024, "relu")(x)
        return layers.Dense(classes)(layers.Dropout(0.7)(x))

    keras.backend.clear_session()
    picture = x = keras.Input((size, size, 3))
    x = halved(conv(64, 7, x, 2))
    x = halved(conv(192, 3, conv(64, 1, x)), name="stem")
    heads = []
    for block, row in TABLE.items():
        if block in ("4a", "5a"):
            x = halved(x)
        x = module(x, *row)
        if block in ("4a", "4d") and auxiliary:
            heads.append(head(x))
    outputs = [layers.Dense(classes)(layers.GlobalAveragePooling2D()(x)), *heads]
    ends = {f"inception_{block}": f"concatenate_{i}" if i else "concatenate" for i, block in enumerate(TABLE)}
    return KerasNetwork(keras.Model(picture, outputs), {"stem": "stem"} | ends, ["dense_1", "dense_3"] if auxiliary else [])


class Counter:
    """Names as Keras gives them in a notebook that has already built other networks."""

    def __init__(self, **first):
        self.next = first

    def __call__(self, base):
        number = self.next[base]
        self.next[base] += 1
        return f"{base}_{number}"


def document_004(size, classes, auxiliary, _):
    """Three outputs, linear bottlenecks, layer normalisation, and modules unlike the paper's in which branch has which width."""
    names = Counter(conv2d=90, layer_normalization=11, dense=5, concatenate=12)

    def plain(filters, side, x, strides=1):
        return conv(filters, side, x, strides, activation=None, name=names("conv2d"))

    def module(x, one, reduce3, three, reduce5, *_):
        branches = [plain(reduce5, 1, layers.MaxPooling2D(3, 1, "same")(x))]
        branches.append(plain(three, 3, plain(reduce5, 1, x)))
        branches.append(plain(three, 3, plain(reduce3, 1, x)))
        branches.append(plain(one, 1, x))
        return layers.Concatenate(name=names("concatenate"))([layers.Activation("relu")(branch) for branch in branches])

    def head(x):
        x = layers.Flatten()(plain(128, 1, layers.AveragePooling2D(5, 3)(x)))
        x = layers.Dense(1024, "relu", name=names("dense"))(x)
        return layers.Dense(classes, name=names("dense"))(layers.Dropout(0.7)(x))

    def normalised(x):
        return layers.LayerNormalization(name=names("layer_normalization"))(x)

    keras.backend.clear_session()
    picture = x = keras.Input((size, size, 3))
    x = normalised(halved(plain(64, 7, x, 2)))
    x = halved(normalised(plain(192, 3, plain(64, 1, x), 2)), name="stem")
    heads = []
    for block, row in TABLE.items():
        if block in ("4a", "5a"):
            x = halved(x)
        # 114 for the table's 144 is the document's own.
        x = module(x, *((112, 114, 288, 32, 64, 64) if block == "4d" else row))
        if block in ("4a", "4d"):
            heads.append(head(x))
    x = layers.Dropout(0.4)(layers.GlobalAveragePooling2D()(x))
    outputs = [layers.Dense(classes, name=names("dense"))(x), *heads]
    ends = {"stem": "stem"} | {f"inception_{block}": f"concatenate_{12 + i}" for i, block in enumerate(TABLE)}
    return KerasNetwork(keras.Model(picture, outputs), ends, ["dense_6", "dense_8"])
