"""TF-slim's networks, run as TensorFlow 1 graphs; names are slim's variable scopes."""

import re
import sys
import types


# As the networks' own scopes have it, but for updates_collections: None makes slim call TensorFlow's operation instead of
# the layer that TensorFlow has no more.
NORMALIZATION = {"decay": 0.9997, "epsilon": 0.001, "updates_collections": None}


def tf_slim(checkouts):
    """The package tf_slim. TensorFlow has no tf.layers beside Keras 3: slim gets what TensorFlow still has of them."""
    import tensorflow.compat.v1 as tf
    from tensorflow.python.keras.engine.input_spec import InputSpec
    from tensorflow.python.keras.legacy_tf_layers import base, convolutional, core, pooling

    if "tf_slim" not in sys.modules:
        layers = types.SimpleNamespace(InputSpec=InputSpec)
        for module in (base, convolutional, core, pooling):
            vars(layers).update({name: value for name, value in vars(module).items() if not name.startswith("_")})
        tf.layers = layers
        sys.path.insert(0, str(checkouts / "tf-slim"))
    import tf_slim as slim
    from tf_slim.nets import inception_v1, inception_v2, inception_v3

    return tf, slim, {"InceptionV1": inception_v1, "InceptionV2": inception_v2, "InceptionV3": inception_v3}


class SlimNetwork:
    def __init__(self, checkouts, scope, size, classes, ends, auxiliary=False):
        tf, slim, modules = tf_slim(checkouts)
        self.tf, self.scope = tf, scope
        self.graph = tf.Graph()
        with self.graph.as_default():
            self.input = tf.placeholder(tf.float32, (1, size, size, 3))
            name = {"InceptionV1": "inception_v1", "InceptionV2": "inception_v2", "InceptionV3": "inception_v3"}[scope]
            arguments = {"num_classes": classes, "is_training": False}
            if scope == "InceptionV3":
                arguments["create_aux_logits"] = auxiliary
            module = modules[scope]
            with slim.arg_scope(getattr(module, name + "_arg_scope")()):
                with slim.arg_scope([slim.conv2d], normalizer_params=NORMALIZATION):
                    logits, points = getattr(module, name)(self.input, **arguments)
            self.blocks = {name: points[point] for name, point in ends.items()}
            self.outputs = {"output": logits} | ({"AuxLogits": points["AuxLogits"]} if auxiliary else {})
            self.session = tf.Session()
            self.session.run(tf.global_variables_initializer())
            self.variables = tf.global_variables()

    def weights(self):
        return {our_name(variable.op.name): Weight(self.session, variable) for variable in self.variables}

    def run(self, picture):
        blocks, outputs = self.session.run((self.blocks, self.outputs), {self.input: picture[None]})
        return {n: v[0] for n, v in blocks.items()}, {n: v[0].reshape(-1) for n, v in outputs.items()}


KINDS = {
    "weights": "kernel",
    "biases": "bias",
    "depthwise_weights": "depthwise_kernel",
    "pointwise_weights": "pointwise_kernel",
}


def our_name(variable):
    layer, kind = variable.rsplit("/", 1)
    # On small pictures slim's head shrinks this window, and says so in its name.
    layer = re.sub(r"AuxLogits/Conv2d_2a_\dx\d", "AuxLogits/Conv2d_2a_5x5", layer)
    return f"{layer}/{KINDS.get(kind, kind)}"


class Weight:
    def __init__(self, session, variable):
        self.session, self.variable = session, variable
        self.shape = tuple(variable.shape.as_list())

    def set(self, values):
        with self.session.graph.as_default():
            self.variable.load(values, self.session)
