"""Times first layers of networks, one thread, Float32, each time that it is asked.

Every line of standard input asks for the median of ten runs of convolution, ReLU and, with POOLS 1,
a pool of the largest of 3x3, two apart:

    PEER CHANNELS EXTENT STRIDE PADDING SIZE POOLS

PEER is onnxruntime or openvino, CHANNELS the kernels of EXTENT x EXTENT x 3, STRIDE the pixels from
window to window, PADDING the zeros on each side, SIZE the rows and columns of the picture. The answer is
a line with the seconds, or '-' where the peer is missing.
"""

import statistics
import sys
import time

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

try:
    import onnxruntime
except ImportError:
    onnxruntime = None
try:
    import openvino
except ImportError:
    openvino = None


def model(channels, extent, stride, padding, size, pools):
    generator = numpy.random.default_rng(0)
    weights = generator.normal(0, 0.05, (channels, 3, extent, extent)).astype(numpy.float32)
    bias = generator.normal(size=channels).astype(numpy.float32)
    nodes = [
        helper.make_node(
            "Conv",
            ["input", "weights", "bias"],
            ["conv1"],
            kernel_shape=[extent, extent],
            strides=[stride, stride],
            pads=[padding] * 4,
        ),
        helper.make_node("Relu", ["conv1"], ["relu1"]),
    ]
    if pools:
        nodes.append(
            helper.make_node("MaxPool", ["relu1"], ["pool1"], kernel_shape=[3, 3], strides=[2, 2])
        )
    graph = helper.make_graph(
        nodes,
        "first-layer",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, size, size])],
        [helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, None)],
        [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(bias, "bias")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    return made.SerializeToString()


def run(peer, channels, extent, stride, padding, size, pools):
    serialized = model(channels, extent, stride, padding, size, pools)
    picture = numpy.random.default_rng(1).normal(size=(1, 3, size, size)).astype(numpy.float32)
    if peer == "onnxruntime":
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            serialized, options, providers=["CPUExecutionProvider"]
        )
        return lambda: session.run(None, {"input": picture})
    core = openvino.Core()
    settings = {"INFERENCE_NUM_THREADS": 1, "INFERENCE_PRECISION_HINT": "f32"}
    request = core.compile_model(core.read_model(serialized), "CPU", settings).create_infer_request()
    request.set_input_tensor(openvino.Tensor(picture))
    return request.infer


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    runs = {}
    for line in sys.stdin:
        peer, *numbers = line.split()
        if {"onnxruntime": onnxruntime, "openvino": openvino}[peer] is None:
            print("-", flush=True)
            continue
        if line not in runs:
            runs[line] = run(peer, *map(int, numbers))
            for _ in range(10):
                runs[line]()
        print(statistics.median(seconds(runs[line]) for _ in range(10)), flush=True)


main()
