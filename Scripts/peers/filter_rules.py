#!/usr/bin/env python3
"""Prints what other programs make of a small picture: the numbers of FilteringTests/LikenessTests.

  Scripts/peers/filter_rules.py      with numpy, scipy, opencv-python-headless, pillow, pyvips and torch;
                                     what is not installed is left out

A line a program and kernel: its name, the kernel, and the results row by row. ImageMagick is run as
'convert', where it is there.
"""
import shutil
import subprocess

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


def imagemagick(picture, weights, divisor):
    if shutil.which("convert") is None or b"ImageMagick" not in subprocess.run(
            ["convert", "-version"], capture_output=True).stdout:
        raise ImportError
    height, width = picture.shape
    kernel = f"{len(weights[0])}x{len(weights)}:" + ",".join(
        repr(w / divisor) for row in weights for w in row)
    made = subprocess.run(
        ["convert", "-size", f"{width}x{height}", "-depth", "8", "gray:-", "-morphology",
         "Correlate", kernel, "-depth", "8", "gray:-"],
        input=picture.tobytes(), capture_output=True, check=True).stdout
    return numpy.frombuffer(made, numpy.uint8).reshape(picture.shape)


def torch(picture, weights, divisor):
    import torch
    made = torch.nn.functional.conv2d(
        torch.from_numpy(picture.astype(numpy.float32))[None, None],
        torch.tensor(weights, dtype=torch.float32)[None, None] / divisor, padding="same")
    return made[0, 0].round().clamp(0, 255).to(torch.uint8).numpy()


for name, picture in [("small", PICTURE), ("large", LARGE)]:
    for tool in [opencv, scipy, libvips, pillow, imagemagick, torch]:
        for kernel, weights, divisor in KERNELS:
            try:
                made = tool(picture, weights, divisor)
            except ImportError:
                break
            if made is not None:
                print(name, tool.__name__, kernel, " ".join(map(str, made.flatten())))
