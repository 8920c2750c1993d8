"""Makes the golden files of engine/src/test/resources/org/inception4j/engine/goldens: what the networks' own sources answer.

Each network is built by an independent implementation (torchvision, timm, Keras, TF-slim, facenet-pytorch, Cadene's pretrained
models, Caffe's prototxt computed with PyTorch), gets weights from counter.py by our names, and looks at one picture from
counter.py in float32. NetworkGoldensTest holds our networks to what comes out.

    python3 scripts/goldens/networks.py --sources CHECKOUTS --output FOLDER [NAME ...]

NAMEs choose networks or files (googlenet, inception-v3:keras, xception-keras-107); without any all are made. Needs Python 3.11 with torch
2.13, torchvision 0.28, timm 1.0.29, keras 3.15 and tensorflow-cpu 2.21, and in the folder CHECKOUTS, each under its repository's name,
google-research/tf-slim (at 1287b1e), timesler/facenet-pytorch (787da06), Cadene/pretrained-models.pytorch (8aae3d8) and BVLC/caffe (9b89154).

Weights can be exchanged literally, as safetensors under our names, NAME.safetensors beside NAME.json:

    --write-weights FOLDER   writes those that the network was given
    --read-weights FOLDER    takes them from there instead of from counter.py
    --seed N                 draws them at random instead

    mvn test -pl engine -am -Dtest='NetworkGoldensTest#answersAsItsSource*' -Dsurefire.failIfNoSpecifiedTests=false -Dgoldens=FOLDER

replays a folder of such files with the weights that lie in it.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import sys

import numpy as np

import counter
import safetensors_file

os.environ["KERAS_BACKEND"] = "tensorflow"
# TensorFlow's own kernels instead of oneDNN's, which are what is to be compared.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

BLOCK_SAMPLES = 16
OUTPUT_SAMPLES = 100


def main():
    options = arguments()
    import catalog

    chosen = [entry for entry in catalog.ENTRIES if not options.names or any(map(entry.answers, options.names))]
    if not chosen:
        sys.exit(f"networks.py: none is called {', '.join(options.names)}")
    for entry in chosen:
        golden = make(entry, options)
        path = options.output / (entry.file + ".json")
        path.write_text(text(golden))
        print(f"{path.name}: {golden['parameters']:,} parameters, {len(golden['blocks'])} blocks, {path.stat().st_size:,} bytes", flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--sources", type=pathlib.Path, required=True)
    parser.add_argument("--write-weights", type=pathlib.Path)
    parser.add_argument("--read-weights", type=pathlib.Path)
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


def make(entry, options):
    network = entry.build(options.sources)
    weights = network.weights()
    values = drawn(entry, weights, options)
    for name, weight in weights.items():
        weight.set(values[name].reshape(weight.shape))
    if options.write_weights:
        safetensors_file.write(options.write_weights / (entry.file + ".safetensors"), values)
    blocks, outputs = network.run(counter.picture(entry.size, entry.size))
    return {
        "made by": f"scripts/goldens/networks.py {entry.name}",
        "definition": entry.definition,
        "versions": {package: importlib.metadata.version(package) for package in entry.packages},
        "network": entry.name,
        "imageSize": entry.size,
        "classes": entry.classes,
        "auxiliary": entry.auxiliary,
        "parameters": sum(int(np.prod(weight.shape)) for weight in weights.values()),
        "blocks": {name: summary(name, value, BLOCK_SAMPLES) for name, value in blocks.items()},
        "outputs": {name: output(name, value) for name, value in outputs.items()},
    }


def drawn(entry, weights, options):
    if options.read_weights:
        return safetensors_file.read(options.read_weights / (entry.file + ".safetensors"))
    if options.seed is not None:
        random = np.random.default_rng(options.seed)
        return {name: counter.random_weight(name, weight.shape, random) for name, weight in weights.items()}
    return {name: counter.weight(name, weight.shape) for name, weight in weights.items()}


def summary(name, value, samples):
    numbers = np.asarray(value).reshape(-1)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name}: has values that are no numbers")
    at = counter.positions(name, numbers.size, samples)
    return {
        "shape": list(value.shape),
        "mean": float(numbers.astype(np.float64).mean()),
        "largest": shortest(np.abs(numbers).max()),
        "at": at,
        "values": [shortest(number) for number in numbers[at]],
    }


def output(name, value):
    return summary(name, value, OUTPUT_SAMPLES) | {"top": [int(index) for index in np.argsort(-value, kind="stable")[:5]]}


def shortest(number):
    """The decimals that give this float32 again."""
    return float(str(np.float32(number)))


def text(golden):
    """JSON with a line for each block."""
    lines = []
    for key, value in golden.items():
        if key in ("blocks", "outputs"):
            inner = ",\n".join(f"    {json.dumps(name)}: {json.dumps(part)}" for name, part in value.items())
            lines.append(f"  {json.dumps(key)}: {{\n{inner}\n  }}")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
