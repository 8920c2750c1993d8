"""Run: python3 -m pip install pillow && python3 pil_photos.py FOLDER: one CRC-32 over the pixels of all its photos, by name."""
import pathlib
import sys
import zlib

from PIL import Image

crc = 0
files = sorted((f for f in pathlib.Path(sys.argv[1]).rglob("*") if f.suffix.lower() in (".jpg", ".jpeg")), key=lambda f: f.name)
for file in files:
    crc = zlib.crc32(Image.open(file).convert("RGB").tobytes(), crc)
print(len(files), "%08x" % crc)
