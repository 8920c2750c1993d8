"""Caffe's own definition of a network (a prototxt), computed with PyTorch; names are Caffe's layers'."""

import re

import torch
from torch import nn
from torch.nn import functional as F

from torch_source import Weight, channels_last, dense_kernel

TOKEN = re.compile(r'#[^\n]*|"[^"]*"|[{}:]|[^\s{}:"]+')
EPSILON = 1e-3


class CaffeNetwork:
    def __init__(self, prototxt, ends, heads=(), batch_normalised=False, whole_map=False):
        """
        ends: our block names and the layers at whose end they are
        batch_normalised: each convolution has a normalisation (NAME/bn) instead of its bias, and there is no LRN
        whole_map: the last pool takes the whole map, whatever its size
        """
        layers = [layer for layer in parse(prototxt.read_text())["layer"] if not only_training(layer)]
        if not heads:
            layers = [layer for layer in layers if not layer["name"][0].startswith(("loss1", "loss2"))]
        self.layers = layers
        self.ends, self.heads = dict(ends), heads
        self.batch_normalised, self.whole_map = batch_normalised, whole_map
        self.modules = {}

    def weights(self):
        return {f"{layer}/{kind}": Weight(tensor) for layer in self.modules for kind, tensor in self.own_weights(layer)}

    def own_weights(self, layer):
        module, shape = self.modules[layer]
        if isinstance(module, nn.Conv2d):
            yield "kernel", module.weight.data.permute(2, 3, 1, 0)
        elif isinstance(module, nn.Linear):
            yield "kernel", dense_kernel(module.weight.data, shape)
        else:
            yield "gamma", module.weight.data
            yield "beta", module.bias.data
            yield "moving_mean", module.running_mean
            yield "moving_variance", module.running_var
            return
        if module.bias is not None:
            yield "bias", module.bias.data

    def build(self, size):
        """Makes the weights, whose shapes the picture's size decides."""
        self.forward(torch.zeros(1, 3, size, size))
        return self

    def run(self, picture):
        with torch.no_grad():
            tops, values = self.forward(torch.from_numpy(picture).permute(2, 0, 1)[None].contiguous())
        outputs = {"output": "loss3/classifier"} | {head: f"{head}/classifier" for head in self.heads}
        return (
            {name: channels_last(values[layer]) for name, layer in self.ends.items()},
            {name: channels_last(tops[layer]) for name, layer in outputs.items()},
        )

    def forward(self, picture):
        tops, values = {"data": picture}, {}
        for layer in self.layers:
            name = layer["name"][0]
            bottoms = [tops[bottom] for bottom in layer.get("bottom", []) if bottom in tops]
            if not bottoms or layer["type"][0] in ("Softmax", "SoftmaxWithLoss", "Accuracy"):
                continue
            value = self.compute(name, layer, bottoms)
            tops[layer["top"][0]] = values[name] = value
        return tops, values

    def compute(self, name, layer, bottoms):
        x = bottoms[0]
        match layer["type"][0]:
            case "Convolution":
                return self.convolution(name, layer["convolution_param"][0], x)
            case "ReLU":
                return F.relu(x)
            case "Dropout":
                return x
            case "Concat":
                return torch.cat(bottoms, 1)
            case "LRN":
                if self.batch_normalised:
                    return x
                p = layer["lrn_param"][0]
                return F.local_response_norm(x, int(p["local_size"][0]), float(p["alpha"][0]), float(p["beta"][0]), 1.0)
            case "Pooling":
                return self.pool(name, layer["pooling_param"][0], x)
            case "InnerProduct":
                units = int(layer["inner_product_param"][0]["num_output"][0])
                linear = self.module(name, lambda: nn.Linear(x[0].numel(), units), x)
                return linear(x.flatten(1))
            case other:
                raise ValueError(f"{name}: layers of type {other} are not known here")

    def convolution(self, name, p, x):
        filters, kernel = int(p["num_output"][0]), int(p["kernel_size"][0])
        stride, pad = int(p.get("stride", ["1"])[0]), int(p.get("pad", ["0"])[0])
        bias = not self.batch_normalised
        value = self.module(name, lambda: nn.Conv2d(x.shape[1], filters, kernel, stride, pad, bias=bias), x)(x)
        if self.batch_normalised:
            value = self.module(name + "/bn", lambda: nn.BatchNorm2d(filters, EPSILON), x)(value)
        return value

    def pool(self, name, p, x):
        kernel, stride = int(p["kernel_size"][0]), int(p.get("stride", ["1"])[0])
        pad = int(p.get("pad", ["0"])[0])
        if self.whole_map and name.startswith("pool5"):
            return x.mean((2, 3), keepdim=True)
        if p["pool"][0] == "MAX":
            return F.max_pool2d(x, kernel, stride, pad, ceil_mode=True)
        return F.avg_pool2d(x, kernel, stride, pad, ceil_mode=True)

    def module(self, name, make, x):
        if name not in self.modules:
            self.modules[name] = (make().eval(), tuple(x.shape[1:]))
        return self.modules[name][0]


def only_training(layer):
    phases = [rule["phase"][0] for rule in layer.get("include", [])]
    return "TRAIN" in phases


def parse(text):
    """Protocol buffers' text format: each field a list of its values, strings or messages."""
    return fields(iter([token for token in TOKEN.findall(text) if not token.startswith("#")]))


def fields(tokens):
    message = {}
    for name in tokens:
        if name == "}":
            break
        token = next(tokens)
        if token == ":":
            token = next(tokens)
        value = fields(tokens) if token == "{" else token.strip('"')
        message.setdefault(name, []).append(value)
    return message
