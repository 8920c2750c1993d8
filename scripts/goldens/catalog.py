"""Which networks there are, who defines each, and where its blocks end there."""

import dataclasses
import sys
import types
from collections.abc import Callable

from caffe_source import CaffeNetwork
from keras_source import KerasNetwork

TORCH = ("torch",)
KERAS = ("keras", "tensorflow-cpu")


@dataclasses.dataclass(frozen=True)
class Entry:
    """A golden file: a network of ours, an image size, and its source: what builds it from (size, classes, checkouts)."""

    name: str
    size: int
    classes: int
    auxiliary: bool
    definition: str
    packages: tuple
    source: Callable

    @property
    def file(self):
        return f"{self.name.replace(':', '-')}-{self.size}"

    def answers(self, name):
        return name in (self.name, self.name.split(":")[0], self.file)

    def build(self, checkouts):
        return self.source(self.size, self.classes, self.auxiliary, checkouts)


def entries(name, definition, packages, source, *forms):
    """forms: (image size, classes, auxiliary heads)"""
    return [Entry(name, *form, definition, packages, source) for form in forms]


# GoogLeNet

STAGES = ["3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b"]


def caffe(**arguments):
    def build(size, _, auxiliary, checkouts):
        prototxt = checkouts / "caffe/models/bvlc_googlenet/train_val.prototxt"
        ends = {"stem": "pool2/3x3_s2"} | {f"inception_{stage}": f"inception_{stage}/output" for stage in STAGES}
        return CaffeNetwork(prototxt, ends, ["loss1", "loss2"] if auxiliary else [], **arguments).build(size)

    return build


def googlenet_torchvision(_, classes, auxiliary, __):
    models = torchvision_models()
    from torch_source import TorchNetwork

    module = models.GoogLeNet(classes, aux_logits=auxiliary, init_weights=False)
    ends = {"stem": "maxpool2"} | {f"inception{stage}": f"inception{stage}" for stage in STAGES}
    heads = {"aux1": ("aux1", "inception4a"), "aux2": ("aux2", "inception4d")} if auxiliary else {}
    return TorchNetwork(module, ends, heads)


def torchvision_models():
    """torchvision.models; the package's compiled operators, which they do not use, need not fit the PyTorch there is."""
    sys.modules.setdefault("torchvision._meta_registrations", types.ModuleType("torchvision._meta_registrations"))
    import torchvision

    return torchvision.models


def googlenet_slim(size, classes, _, checkouts):
    from slim_source import SlimNetwork

    mixed = ["3b", "3c", "4b", "4c", "4d", "4e", "4f", "5b", "5c"]
    ends = {"stem": "MaxPool_3a_3x3"} | {f"Mixed_{part}": f"Mixed_{part}" for part in mixed}
    return SlimNetwork(checkouts, "InceptionV1", size, classes, ends)


# Inception-v3

V3_MIXED = ["Mixed_" + part for part in ("5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c")]


def inception_v3_torchvision(_, classes, auxiliary, __):
    models = torchvision_models()
    from torch_source import TorchNetwork

    module = models.Inception3(classes, aux_logits=auxiliary, init_weights=False)
    stem = ["Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "maxpool1", "Conv2d_3b_1x1", "Conv2d_4a_3x3", "maxpool2"]
    heads = {"AuxLogits": ("AuxLogits", "Mixed_6e")} if auxiliary else {}
    return TorchNetwork(module, {name: name for name in stem + V3_MIXED}, heads)


def inception_v3_slim(size, classes, auxiliary, checkouts):
    from slim_source import SlimNetwork

    stem = ["Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3", "MaxPool_3a_3x3", "Conv2d_3b_1x1", "Conv2d_4a_3x3"]
    ends = {name: name for name in [*stem, "MaxPool_5a_3x3", *V3_MIXED]}
    return SlimNetwork(checkouts, "InceptionV3", size, classes, ends, auxiliary)


def keras_application(name, ends):
    def build(size, classes, _, __):
        import keras

        keras.backend.clear_session()
        make = getattr(keras.applications, name)
        # A size of its own is only taken with weights=None; logits, not probabilities.
        model = make(weights=None, input_shape=(size, size, 3), classes=classes, classifier_activation=None)
        return KerasNetwork(model, ends)

    return build


KERAS_V3 = {"stem": "max_pooling2d_1"} | {f"mixed{i}": f"mixed{i}" for i in range(11)}

ENTRIES = [
    *entries("googlenet:paper", "BVLC/caffe models/bvlc_googlenet", TORCH, caffe(whole_map=True), (224, 1000, True), (107, 1000, False)),
    *entries("googlenet:caffe", "BVLC/caffe models/bvlc_googlenet", TORCH, caffe(), (224, 1000, True)),
    *entries("googlenet:bn", "BVLC/caffe models/bvlc_googlenet, normalised", TORCH, caffe(whole_map=True, batch_normalised=True), (224, 1000, True)),
    *entries("googlenet:torchvision", "torchvision.models.GoogLeNet", (*TORCH, "torchvision"), googlenet_torchvision, (224, 1000, True), (107, 1000, False)),
    *entries("googlenet:slim", "tf_slim.nets.inception_v1", ("tensorflow-cpu",), googlenet_slim, (224, 1001, False)),
    *entries("inception-v3:keras", "keras.applications.InceptionV3", KERAS, keras_application("InceptionV3", KERAS_V3), (299, 1000, False), (139, 1000, False)),
    *entries("inception-v3:torchvision", "torchvision.models.Inception3", (*TORCH, "torchvision"), inception_v3_torchvision, (299, 1000, True)),
    *entries("inception-v3:slim", "tf_slim.nets.inception_v3", ("tensorflow-cpu",), inception_v3_slim, (299, 1001, True)),
]
