"""Numbers that are a function of a name and an index: the same here and in Java (org.inception4j.engine.CounterWeights)."""

import math

import numpy as np

GAMMA = np.uint64(0x9E3779B97F4A7C15)
MASK = (1 << 64) - 1


def hash_of(name):
    """FNV-1a, 64 bits, of the name's UTF-8 bytes."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return np.uint64(value)


def bits(name, count):
    """SplitMix64 of the first `count` indices of the stream called `name`."""
    with np.errstate(over="ignore"):
        z = hash_of(name) + np.arange(count, dtype=np.uint64) * GAMMA
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def uniform(name, count):
    """Float64 inside (0, 1), 24 bits each."""
    return ((bits(name, count) >> np.uint64(40)).astype(np.float64) + 0.5) / (1 << 24)


def weight(name, shape):
    """The weight of this name, `layer/kernel`, in Keras' layout: kernels of a size that keeps values near 1 through many layers."""
    return shaped(name, shape, uniform(name, math.prod(shape)))


def random_weight(name, shape, generator):
    """The same kind of weight, drawn from a generator of numpy's."""
    return shaped(name, shape, generator.random(math.prod(shape)))


def shaped(name, shape, u):
    match name.rsplit("/", 1)[-1]:
        case "gamma" | "moving_variance":
            values = 0.8 + 0.4 * u
        case "bias" | "beta" | "moving_mean":
            values = (2 * u - 1) * 0.1
        case "depthwise_kernel":
            values = (2 * u - 1) * math.sqrt(6 / math.prod(shape[:2]))
        case "kernel" | "pointwise_kernel":
            values = (2 * u - 1) * math.sqrt(6 / math.prod(shape[:-1]))
        case other:
            raise ValueError(f"{name}: '{other}' is no kind of weight that a rule is known for; add one here and in Java")
    return values.astype(np.float32).reshape(shape)


def picture(height, width):
    """(height, width, 3), within plus and minus 1."""
    return (2 * uniform("input", height * width * 3) - 1).astype(np.float32).reshape(height, width, 3)


def positions(name, size, count):
    """At most `count` indices below `size`, sorted, each once."""
    if size <= count:
        return list(range(size))
    drawn = [int(value) % size for value in bits("at " + name, 2 * count)]
    return sorted(list(dict.fromkeys(drawn))[:count])
