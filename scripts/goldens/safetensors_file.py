"""The safetensors format: a length, a JSON header, the numbers. Float32 only."""

import json
import math
import struct

import numpy as np


def write(path, tensors):
    header, offset = {}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + 4 * tensor.size]}
        offset += 4 * tensor.size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(np.ascontiguousarray(tensor, "<f4").tobytes())


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    header.pop("__metadata__", None)
    return {name: tensor(name, entry, data) for name, entry in header.items()}


def tensor(name, entry, data):
    if entry["dtype"] != "F32":
        raise ValueError(f"{name}: holds {entry['dtype']}; only F32 is read")
    return np.frombuffer(data, "<f4", math.prod(entry["shape"]), entry["data_offsets"][0]).reshape(entry["shape"])
