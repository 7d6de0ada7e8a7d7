#!/usr/bin/env python3
"""Prints what other programs make of small pictures: the numbers of FilteringTests.

  Scripts/peers/filter_rules.py             those of LikenessTests: a line a program and kernel, with its
                                            name, the kernel, and the results row by row
  Scripts/peers/filter_rules.py random [N]  those of Likeness.txt: N cases a program, by default 8, of
                                            random pictures, kernels and divisors

The programs are numpy, scipy, opencv-python-headless, pillow, pyvips and torch of pip, and ImageMagick
(apt-get install imagemagick); what is not installed is left out. 'Scripts/peers/setup' installs all
but torch.
"""
import functools
import os
import random
import subprocess
import sys

import numpy

PICTURE = numpy.array(
    [[10, 200, 35, 90, 255], [0, 60, 128, 77, 13], [255, 5, 99, 180, 44], [31, 220, 7, 64, 150]],
    numpy.uint8)
LARGE = ((numpy.arange(9 * 11) * 89 + 41) % 256).astype(numpy.uint8).reshape(9, 11)

# The name, the weights and what they are divided by.
KERNELS = [
    ("mean", [[1, 2, 3], [4, 5, 6], [7, 8, 12]], 48),
    ("sobel", [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], 1),
    ("even", [[1, 2], [3, 4]], 10),
    ("wide", [[1, 4, 6, 4, 1], [2, 0, -3, 0, 5], [0, 7, 2, -9, 1], [1, 1, 1, 1, 1],
              [3, -2, 0, 4, 0]], 8),
]


def opencv(picture, weights, divisor):
    import cv2
    return cv2.filter2D(picture, -1, numpy.array(weights, numpy.float64) / divisor)


def scipy(picture, weights, divisor):
    from scipy import ndimage
    return ndimage.correlate(picture, numpy.array(weights, numpy.float64) / divisor)


def libvips(picture, weights, divisor):
    import pyvips
    image = pyvips.Image.new_from_array(picture)
    return image.conv(pyvips.Image.new_from_array(weights, scale=divisor)).cast("uchar").numpy()


def pillow(picture, weights, divisor):
    from PIL import Image, ImageFilter
    size = (len(weights[0]), len(weights))
    if size not in [(3, 3), (5, 5)]:
        return None
    kernel = ImageFilter.Kernel(size, [w for row in weights for w in row], scale=divisor)
    return numpy.asarray(Image.fromarray(picture).filter(kernel))


@functools.cache
def convert():
    """ImageMagick's program; others have its name too."""
    for folder in os.environ["PATH"].split(os.pathsep):
        for name in ["magick", "convert"]:
            path = os.path.join(folder, name)
            if os.access(path, os.X_OK) and b"ImageMagick " in subprocess.run(
                    [path, "-version"], capture_output=True).stdout:
                return path
    return None


def imagemagick(picture, weights, divisor):
    if convert() is None:
        raise ImportError
    height, width = picture.shape
    kernel = f"{len(weights[0])}x{len(weights)}:" + ",".join(
        repr(w / divisor) for row in weights for w in row)
    made = subprocess.run(
        [convert(), "-size", f"{width}x{height}", "-depth", "8", "gray:-", "-morphology",
         "Correlate", kernel, "-depth", "8", "gray:-"],
        input=picture.tobytes(), capture_output=True, check=True).stdout
    return numpy.frombuffer(made, numpy.uint8).reshape(picture.shape)


def torch(picture, weights, divisor):
    import torch
    made = torch.nn.functional.conv2d(
        torch.from_numpy(picture.astype(numpy.float32))[None, None],
        torch.tensor(weights, dtype=torch.float32)[None, None] / divisor, padding="same")
    return made[0, 0].round().clamp(0, 255).to(torch.uint8).numpy()


TOOLS = [opencv, scipy, libvips, pillow, imagemagick, torch]


def chosen():
    """Prints what the programs make of the chosen cases."""
    for name, picture in [("small", PICTURE), ("large", LARGE)]:
        for tool in TOOLS:
            for kernel, weights, divisor in KERNELS:
                try:
                    made = tool(picture, weights, divisor)
                except ImportError:
                    break
                if made is not None:
                    print(name, tool.__name__, kernel, *made.flatten())


def randomly(count):
    """Prints random cases: the program, the divisor, and the rows of picture, kernel and result."""
    for tool in TOOLS:
        generator = random.Random(16)
        for number in range(count):
            height, width = generator.randint(1, 7), generator.randint(1, 7)
            rows, columns = generator.randint(1, 5), generator.randint(1, 5)
            if tool is pillow:
                rows = columns = generator.choice([3, 5])
                height, width = max(height, rows), max(width, columns)
            # Borders that mirror reach into the picture.
            height, width = max(height, rows), max(width, columns)
            picture = [[generator.randint(0, 255) for _ in range(width)] for _ in range(height)]
            weights = [[generator.randint(-5, 6) for _ in range(columns)] for _ in range(rows)]
            weights[0][0] = weights[0][0] or 1
            # Divisors that divide exactly in single precision, and others.
            divisor = [1, 2, 16, 9, 4, 7, 1, 10][number % 8]
            try:
                made = tool(numpy.array(picture, numpy.uint8), weights, divisor)
            except ImportError:
                break
            table = [" ".join(map(str, row)) for row in [*picture, "|", *weights, "|", *made]]
            print(tool.__name__, divisor, ", ".join(table).replace(", |, ", " | "))


if sys.argv[1:2] == ["random"]:
    randomly(int(sys.argv[2]) if len(sys.argv) > 2 else 8)
else:
    chosen()
