"""Writes the feature maps of AlexNet's first layer: maps.py WEIGHTS OUTPUT PICTURE...

WEIGHTS is a safetensors file with conv1.weight (96 kernels of 11x11x3, blue first) and conv1.bias. For
every picture OUTPUT/NAME/conv1.npy has the 96 maps and OUTPUT/NAME/conv1.sheet.png shows them, each in
grey over its own range, in rows of twelve: what 'lenslet maps -m alexnet -l conv1' writes as sheet and npy.
"""

import json
import os
import pathlib
import struct
import sys

import numpy
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image, ImageDraw

MEAN = numpy.float32([104.007, 116.669, 122.679])
RESIZED, SIZE = 256, 227
COLUMNS, GAP, LABEL, ENLARGED = 12, 10, 16, 2


def tensors(path):
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    found = {}
    for name in ("conv1.weight", "conv1.bias"):
        first, end = header[name]["data_offsets"]
        values = numpy.frombuffer(data[8 + length + first : 8 + length + end], numpy.float32)
        found[name] = values.reshape(header[name]["shape"])
    return found


def session(weights):
    node = helper.make_node(
        "Conv", ["input", "weight", "bias"], ["conv1"], kernel_shape=[11, 11], strides=[4, 4]
    )
    graph = helper.make_graph(
        [node],
        "conv1",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("conv1", TensorProto.FLOAT, [1, 96, 55, 55])],
        [
            numpy_helper.from_array(weights["conv1.weight"], "weight"),
            numpy_helper.from_array(weights["conv1.bias"], "bias"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count()
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def sheet(maps):
    count, height, width = maps.shape
    across, down = width * ENLARGED + GAP, height * ENLARGED + GAP + LABEL
    picture = Image.new("L", (COLUMNS * across, -(-count // COLUMNS) * down), 255)
    draw = ImageDraw.Draw(picture)
    for channel, values in enumerate(maps):
        low, high = values.min(), values.max()
        grey = (values - low) * (255 / (high - low) if high > low else 0)
        tile = Image.fromarray(numpy.rint(grey).astype(numpy.uint8))
        tile = tile.resize((width * ENLARGED, height * ENLARGED), Image.Resampling.NEAREST)
        left, top = channel % COLUMNS * across, channel // COLUMNS * down
        draw.text((left, top), f"{channel} {low:.3g} {high:.3g}", fill=0)
        picture.paste(tile, (left, top + LABEL))
    return picture


def main():
    weights, output, *pictures = sys.argv[1:]
    network = session(tensors(weights))
    for path in map(pathlib.Path, pictures):
        with Image.open(path) as opened:
            picture = opened.convert("RGB").resize((RESIZED, RESIZED), Image.Resampling.BILINEAR)
        margin = (RESIZED - SIZE) // 2
        picture = picture.crop((margin, margin, margin + SIZE, margin + SIZE))
        values = numpy.asarray(picture, numpy.float32)[:, :, ::-1] - MEAN
        values = numpy.ascontiguousarray(values.transpose(2, 0, 1)[None])
        maps = network.run(None, {"input": values})[0][0]
        folder = pathlib.Path(output) / path.stem
        folder.mkdir(parents=True, exist_ok=True)
        numpy.save(folder / "conv1.npy", maps)
        sheet(maps).save(folder / "conv1.sheet.png")


main()
