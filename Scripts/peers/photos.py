"""Makes the photographs that the benchmark filters: photos.py PICTURES FOLDER [COUNT]

COUNT pictures (48) of 1920x1280, enlarged from the PNG and JPEG files of PICTURES in turn, each shifted
and with a little noise of its own, so that no two are alike: FOLDER/jpg, quality 90, and of the first
half also FOLDER/png. Equal pictures give equal pixels.
"""

import pathlib
import sys

import numpy
from PIL import Image

WIDTH, HEIGHT = 1920, 1280


def photograph(path, index):
    picture = Image.open(path).convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    generator = numpy.random.default_rng(index)
    noise = generator.normal(0, 2, (HEIGHT, WIDTH, 3)).astype(numpy.float32)
    shifted = numpy.roll(numpy.asarray(picture, numpy.float32), 17 * index, axis=1)
    return Image.fromarray(numpy.clip(shifted + noise, 0, 255).astype(numpy.uint8))


def main():
    pictures, folder = map(pathlib.Path, sys.argv[1:3])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 48
    files = sorted(
        path for path in pictures.rglob("*") if path.suffix.lower() in {".png", ".jpg", ".jpeg"}
    )
    if not files:
        sys.exit(f"photos: no PNG or JPEG files are in '{pictures}'")
    for kind in ("jpg", "png"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    for index in range(count):
        image = photograph(files[index % len(files)], index)
        image.save(folder / "jpg" / f"{index:03d}.jpg", quality=90)
        if index < count // 2:
            image.save(folder / "png" / f"{index:03d}.png", compress_level=6)


main()
