"""Times convolution alone, one thread, each time that it is asked: convolution.py WIDTH HEIGHT

The picture has WIDTH columns, HEIGHT rows and three channels of smoothed noise. Every line of standard
input asks for one run:

    PEER TYPE EXTENT DIVISOR WEIGHT...

PEER is opencv or libvips, TYPE uint8 or float32, EXTENT the rows and columns of the kernel, and DIVISOR
what the sums are divided by. The answer is a line with the seconds, or '-' where the peer is missing.
libvips computes integers (its quicker precision, which is approximate) where TYPE is uint8.
"""

import os
import sys
import time

os.environ["VIPS_CONCURRENCY"] = "1"

import cv2
import numpy

try:
    import pyvips
except (ImportError, OSError):
    pyvips = None


def pictures(width, height):
    noise = numpy.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=numpy.uint8)
    smooth = cv2.GaussianBlur(noise, (0, 0), 2)
    return {"uint8": smooth, "float32": smooth.astype(numpy.float32)}


def run(picture, peer, extent, divisor, weights):
    matrix = numpy.array(weights).reshape(extent, extent)
    if peer == "opencv":
        kernel = (matrix / divisor).astype(numpy.float32)
        return lambda: cv2.filter2D(picture, -1, kernel)
    source = pyvips.Image.new_from_array(picture).copy_memory()
    mask = pyvips.Image.new_from_array(matrix.tolist(), scale=divisor)
    precision = "integer" if picture.dtype == numpy.uint8 else "float"
    return lambda: source.conv(mask, precision=precision).write_to_memory()


def main():
    cv2.setNumThreads(1)
    by_type = pictures(int(sys.argv[1]), int(sys.argv[2]))
    runs = {}
    for line in sys.stdin:
        peer, kind, extent, divisor, *weights = line.split()
        if peer == "libvips" and pyvips is None:
            print("-", flush=True)
            continue
        if line not in runs:
            weights = [float(weight) for weight in weights]
            runs[line] = run(by_type[kind], peer, int(extent), float(divisor), weights)
            runs[line]()
        start = time.perf_counter()
        runs[line]()
        print(time.perf_counter() - start, flush=True)


main()
