"""Filters a folder with OpenCV, an image a thread: opencv_folder.py INPUT OUTPUT MATRIX...

MATRIX is a matrix file of libvips: a line of width, height and divisor, then the rows. Each image is
decoded once; the results are OUTPUT/MATRIX/NAME. JPEG files have quality 90, PNG files OpenCV's defaults.
"""

import concurrent.futures
import os
import pathlib
import sys

import cv2
import numpy

def kernel(path):
    (_, _, *scale), *rows = [map(float, line.split()) for line in path.read_text().splitlines()]
    matrix = numpy.array([list(row) for row in rows if row])
    return (matrix / (scale[0] if scale else 1)).astype(numpy.float32)


def main():
    source, output = map(pathlib.Path, sys.argv[1:3])
    kernels = {}
    for path in map(pathlib.Path, sys.argv[3:]):
        kernels[output / path.stem] = kernel(path)
        (output / path.stem).mkdir(parents=True, exist_ok=True)
    # The pool uses the processors; threads within an image would only be in each other's way.
    cv2.setNumThreads(1)

    def work(path):
        image = cv2.imread(str(path))
        quality = [cv2.IMWRITE_JPEG_QUALITY, 90] if path.suffix == ".jpg" else []
        for folder, matrix in kernels.items():
            cv2.imwrite(str(folder / path.name), cv2.filter2D(image, -1, matrix), quality)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(work, sorted(source.iterdir())))


main()
