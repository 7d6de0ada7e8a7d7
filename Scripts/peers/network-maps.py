"""Writes values of a network for pictures: network-maps.py MODEL.onnx OUTPUT VALUE,VALUE... PICTURE...

Every value becomes an output of the graph, and OUTPUT/NAME/VALUE.npy has it for each picture, whose
shorter side is resized to what the network takes; its middle is cut out, blue first, less ImageNet's
mean: what 'lenslet maps -m MODEL.onnx -l VALUE --form npy' writes of Caffe's GoogLeNet.
"""

import os
import pathlib
import sys

import numpy
import onnx
import onnxruntime
from PIL import Image

MEAN = numpy.float32([104, 117, 123])


def session(path, values):
    model = onnx.load(path)
    del model.graph.output[:]
    model.graph.output.extend(onnx.ValueInfoProto(name=value) for value in values)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count()
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def main():
    model, output, values, *pictures = sys.argv[1:]
    values = values.split(",")
    network = session(model, values)
    entry = network.get_inputs()[0]
    size = entry.shape[-1]
    for path in map(pathlib.Path, pictures):
        with Image.open(path) as opened:
            picture = opened.convert("RGB")
        shorter = min(picture.size)
        width, height = (side * size // shorter for side in picture.size)
        picture = picture.resize((width, height), Image.Resampling.BILINEAR)
        left, top = (width - size) // 2, (height - size) // 2
        picture = picture.crop((left, top, left + size, top + size))
        pixels = numpy.asarray(picture, numpy.float32)[:, :, ::-1] - MEAN
        pixels = numpy.ascontiguousarray(pixels.transpose(2, 0, 1)[None])
        for value, maps in zip(values, network.run(values, {entry.name: pixels})):
            file = pathlib.Path(output) / path.name / f"{value}.npy"
            file.parent.mkdir(parents=True, exist_ok=True)
            numpy.save(file, maps[0])


main()
