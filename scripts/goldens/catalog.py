"""Which networks there are, who defines each, and where its blocks end there."""

import dataclasses
import importlib
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
    """forms: (image size, classes, auxiliary heads), a file each"""
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
    return TorchNetwork(module, ends, heads, {"aux1.fc1": (128, 4, 4), "aux2.fc1": (128, 4, 4)})


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


def inception_v2_slim(size, classes, _, checkouts):
    from slim_source import SlimNetwork

    stem = ["Conv2d_1a_7x7", "MaxPool_2a_3x3", "Conv2d_2b_1x1", "Conv2d_2c_3x3", "MaxPool_3a_3x3"]
    mixed = ["Mixed_" + part for part in ("3b", "3c", "4a", "4b", "4c", "4d", "4e", "5a", "5b", "5c")]
    return SlimNetwork(checkouts, "InceptionV2", size, classes, {name: name for name in stem + mixed})


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

KERAS_RESNET_V2 = (
    {"stem": "max_pooling2d_1", "mixed_5b": "mixed_5b"}
    | {f"block35_{i}": f"block35_{i}_ac" for i in range(1, 11)}
    | {"mixed_6a": "mixed_6a"}
    | {f"block17_{i}": f"block17_{i}_ac" for i in range(1, 21)}
    | {"mixed_7a": "mixed_7a"}
    | {f"block8_{i}": f"block8_{i}_ac" for i in range(1, 10)}
    # The last unit has no activation: its end is the scaled sum.
    | {"block8_10": "custom_scale_layer_39", "conv_7b": "conv_7b_ac"}
)
KERAS_XCEPTION = (
    {"entry_1": "block1_conv2_act", "entry_2": "add", "entry_3": "add_1", "entry_4": "add_2"}
    | {f"middle_{i}": f"add_{i + 2}" for i in range(1, 9)}
    | {"exit_1": "add_11", "exit_2": "block14_sepconv2_act"}
)


# What timm names

TIMM_V4 = (
    {"stem": "features.2", "stem_3": "features.3", "stem_4": "features.4", "stem_5": "features.5"}
    | {f"inception_a_{i}": f"features.{i + 5}" for i in range(1, 5)}
    | {"reduction_a": "features.10"}
    | {f"inception_b_{i}": f"features.{i + 10}" for i in range(1, 8)}
    | {"reduction_b": "features.18"}
    | {f"inception_c_{i}": f"features.{i + 18}" for i in range(1, 4)}
)
TIMM_RESNET_V2 = (
    {"stem": "maxpool_5a", "mixed_5b": "mixed_5b"}
    | {f"block35_{i}": f"repeat.{i - 1}" for i in range(1, 11)}
    | {"mixed_6a": "mixed_6a"}
    | {f"block17_{i}": f"repeat_1.{i - 1}" for i in range(1, 21)}
    | {"mixed_7a": "mixed_7a"}
    | {f"block8_{i}": f"repeat_2.{i - 1}" for i in range(1, 10)}
    | {"block8_10": "block8", "conv_7b": "conv2d_7b"}
)
TIMM_XCEPTION = (
    {"entry_1": "act2"}
    | {f"entry_{i + 1}": f"block{i}" for i in range(1, 4)}
    | {f"middle_{i}": f"block{i + 3}" for i in range(1, 9)}
    | {"exit_1": "block12", "exit_2": "act4"}
)


def timm_model(name, ends):
    def build(_, classes, __, ___):
        torchvision_models()  # timm imports them
        import timm
        from torch_source import TorchNetwork

        return TorchNetwork(timm.create_model(name, num_classes=classes), ends)

    return build


# Inception-ResNet-v1 and BN-Inception

FACENET_UNITS = (
    {"stem": "conv2d_4b"}
    | {f"block35_{i}": f"repeat_1.{i - 1}" for i in range(1, 6)}
    | {"mixed_6a": "mixed_6a"}
    | {f"block17_{i}": f"repeat_2.{i - 1}" for i in range(1, 11)}
    | {"mixed_7a": "mixed_7a"}
    | {f"block8_{i}": f"repeat_3.{i - 1}" for i in range(1, 6)}
)


def facenet(paper):
    """The paper's network is FaceNet's without the last unit and the embedding."""

    def build(_, classes, __, checkouts):
        from torch import nn
        from torch_source import TorchNetwork

        source = module_of(checkouts / "facenet-pytorch/models/inception_resnet_v1.py")
        module = source.InceptionResnetV1(classify=True, num_classes=classes)
        if paper:
            module.block8 = module.last_bn = module.logits = nn.Identity()
            module.last_linear = nn.Linear(1792, classes)
            return TorchNetwork(module, FACENET_UNITS)
        return TorchNetwork(module, FACENET_UNITS | {"block8": "block8", "embedding": "last_bn"})

    return build


def bn_inception(_, classes, __, checkouts):
    from torch import nn
    from torch_source import TorchNetwork

    source = module_of(checkouts / "pretrained-models.pytorch/pretrainedmodels/models/bninception.py")
    # A module's result is joined between the layers: it is what the next module's first layer looks at.
    blocks = ["3a", "3b", "3c", "4a", "4b", "4c", "4d", "4e", "5a", "5b"]
    ends = {"stem": "pool2_3x3_s2"}
    for block, following in zip(blocks, blocks[1:]):
        first = "3x3_reduce" if following in ("3c", "4e") else "1x1"
        ends[f"inception_{block}"] = f"< inception_{following}_{first}"
    module = source.BNInception(classes)
    module.joined = nn.Identity()
    features = module.features
    module.features = lambda x: module.joined(features(x))
    return TorchNetwork(module, ends | {"inception_5b": "joined"})


def module_of(path):
    """A source file as a module of a package that runs none of its own code."""
    package = types.ModuleType(path.parent.parent.name.replace("-", "_") + "_" + path.parent.name)
    package.__path__ = [str(path.parent)]
    sys.modules[package.__name__] = package
    return importlib.import_module(f"{package.__name__}.{path.stem}")


def document(name):
    def build(*arguments):
        import documents

        return getattr(documents, name)(*arguments)

    return build


ENTRIES = [
    *entries(
        "googlenet:paper",
        "BVLC/caffe models/bvlc_googlenet",
        TORCH, caffe(whole_map=True),
        (224, 1000, True), (107, 1000, False),
    ),
    *entries(
        "googlenet:caffe",
        "BVLC/caffe models/bvlc_googlenet",
        TORCH, caffe(),
        (224, 1000, True),
    ),
    *entries(
        "googlenet:bn",
        "BVLC/caffe models/bvlc_googlenet, normalised",
        TORCH, caffe(whole_map=True, batch_normalised=True),
        (224, 1000, True), (107, 1000, False),
    ),
    *entries(
        "googlenet:torchvision",
        "torchvision.models.GoogLeNet",
        (*TORCH, "torchvision"), googlenet_torchvision,
        (224, 1000, True), (107, 1000, False),
    ),
    *entries(
        "googlenet:slim",
        "tf_slim.nets.inception_v1",
        ("tensorflow-cpu",), googlenet_slim,
        (224, 1001, False),
    ),
    *entries(
        "inception-v2:slim",
        "tf_slim.nets.inception_v2",
        ("tensorflow-cpu",), inception_v2_slim,
        (224, 1001, False), (107, 1001, False),
    ),
    *entries(
        "inception-v3:keras",
        "keras.applications.InceptionV3",
        KERAS, keras_application("InceptionV3", KERAS_V3),
        (299, 1000, False), (139, 1000, False),
    ),
    *entries(
        "inception-v3:torchvision",
        "torchvision.models.Inception3",
        (*TORCH, "torchvision"), inception_v3_torchvision,
        (299, 1000, True), (107, 1000, False),
    ),
    *entries(
        "inception-v3:slim",
        "tf_slim.nets.inception_v3",
        ("tensorflow-cpu",), inception_v3_slim,
        (299, 1001, True), (139, 1001, True),
    ),
    *entries(
        "inception-v4",
        "timm inception_v4",
        (*TORCH, "timm"), timm_model("inception_v4", TIMM_V4),
        (299, 1000, False), (139, 1000, False),
    ),
    *entries(
        "inception-resnet-v1:paper",
        "facenet-pytorch's InceptionResnetV1 without its last unit and embedding",
        TORCH, facenet(paper=True),
        (299, 1000, False),
    ),
    *entries(
        "inception-resnet-v1:facenet",
        "facenet-pytorch's InceptionResnetV1",
        TORCH, facenet(paper=False),
        (160, 8631, False), (107, 8631, False),
    ),
    *entries(
        "inception-resnet-v2:keras",
        "keras.applications.InceptionResNetV2",
        KERAS, keras_application("InceptionResNetV2", KERAS_RESNET_V2),
        (299, 1000, False), (139, 1000, False),
    ),
    *entries(
        "inception-resnet-v2:timm",
        "timm inception_resnet_v2",
        (*TORCH, "timm"), timm_model("inception_resnet_v2", TIMM_RESNET_V2),
        (299, 1000, False),
    ),
    *entries(
        "xception:keras",
        "keras.applications.Xception",
        KERAS, keras_application("Xception", KERAS_XCEPTION),
        (299, 1000, False), (107, 1000, False),
    ),
    *entries(
        "xception:timm",
        "timm legacy_xception",
        (*TORCH, "timm"), timm_model("legacy_xception", TIMM_XCEPTION),
        (299, 1000, False), (107, 1000, False),
    ),
    *entries(
        "bn-inception",
        "Cadene's pretrainedmodels.bninception",
        TORCH, bn_inception,
        (224, 1000, False),
    ),
    *entries(
        "googlenet:seed-002",
        "documents.py",
        KERAS, document("document_002"),
        (224, 10, False), (107, 10, False),
    ),
    *entries(
        "googlenet:seed-003",
        "documents.py",
        KERAS, document("document_003"),
        (224, 1000, True),
    ),
    *entries(
        "googlenet:seed-004",
        "documents.py",
        KERAS, document("document_004"),
        (224, 1000, True),
    ),
]
