"""Run: python3 -m pip install pillow numpy && python3 pil_goldens.py > ../resources/org/inception4j/vision/pil_goldens.txt"""
import zlib

import numpy as np
import PIL
from PIL import Image


def drawn(width, height):
    """The same numbers as Drawn.pattern in the Java tests."""
    x, y, c = np.meshgrid(np.arange(width), np.arange(height), np.arange(3), indexing="xy")
    x, y, c = (a.astype(np.int64) for a in (x, y, c))
    return Image.fromarray(((x * 7 + y * 13 + c * 101 + (x * y) % 17 * 23 + x * x % 31 * 5) % 256).astype(np.uint8))


print(f"# python3 pil_goldens.py, Pillow {PIL.__version__}: filter, from, to, CRC-32 of the result, its first bytes")
for name, kind in (("PIL_BILINEAR", 2), ("PIL_BICUBIC", 3), ("NEAREST", 0)):
    for size in ((23, 17), (500, 375), (333, 500), (1, 1), (2, 901), (256, 256)):
        for to in ((11, 9), (224, 224), (256, 256), (7, 310), (401, 3), (1, 1)):
            raw = drawn(*size).resize(to, kind).tobytes()
            print(name, *size, *to, "%08x" % zlib.crc32(raw), raw[:12].hex())
