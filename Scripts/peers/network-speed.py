"""Times whole networks with random weights, Float32, each time that it is asked.

The first argument is a folder of descriptions, one NAME.json a network: 'input' (the shape), 'output',
'weights' (name to shape), 'constants' (name to a number) and 'nodes' (operator, inputs, outputs, attributes
in ONNX's names). Every line of standard input asks for the median of so many runs:

    PEER NAME THREADS RUNS

PEER is onnxruntime or openvino. The answer is a line with the seconds, or '-' where the peer is missing.
"""

import json
import os
import statistics
import sys
import tempfile
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


def weights(name, shape, generator):
    if len(shape) > 1:
        fan = numpy.prod(shape[1:])
        return (generator.standard_normal(shape) / numpy.sqrt(fan / 2)).astype(numpy.float32)
    return (0.5 + generator.random(shape)).astype(numpy.float32)


# JSON writes whole numbers without a point, and ONNX tells numbers from whole ones.
REAL = {"alpha", "beta", "bias", "epsilon", "min", "max"}


def attributes(node):
    return {
        name: float(value) if name in REAL else value
        for name, value in node["attributes"].items()
    }


def model(description):
    generator = numpy.random.default_rng(0)
    learned = [
        numpy_helper.from_array(weights(name, shape, generator), name)
        for name, shape in description["weights"].items()
    ]
    learned += [
        numpy_helper.from_array(numpy.float32(values[0]), name)
        for name, values in description["constants"].items()
    ]
    nodes = [
        helper.make_node(node["operator"], node["inputs"], node["outputs"], **attributes(node))
        for node in description["nodes"]
    ]
    values = [
        helper.make_tensor_value_info("input", TensorProto.FLOAT, description["input"]),
        helper.make_tensor_value_info(description["output"], TensorProto.FLOAT, None),
    ]
    graph = helper.make_graph(nodes, "network", values[:1], values[1:], learned)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    made.ir_version = 8
    return made.SerializeToString()


def run(peer, description, threads):
    serialized = model(description)
    shape = description["input"]
    picture = numpy.random.default_rng(1).standard_normal(shape).astype(numpy.float32)
    if peer == "onnxruntime":
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            serialized, options, providers=["CPUExecutionProvider"]
        )
        return lambda: session.run(None, {"input": picture})
    core = openvino.Core()
    settings = {
        "INFERENCE_NUM_THREADS": threads,
        "INFERENCE_PRECISION_HINT": "f32",
        "NUM_STREAMS": 1,
    }
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "network.onnx")
        with open(file, "wb") as stream:
            stream.write(serialized)
        network = core.read_model(file)
    network.reshape(shape)
    request = core.compile_model(network, "CPU", settings).create_infer_request()
    return lambda: request.infer({"input": picture})


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    runs, current = {}, None
    for line in sys.stdin:
        peer, name, threads, count = line.split()
        if {"onnxruntime": onnxruntime, "openvino": openvino}[peer] is None:
            print("-", flush=True)
            continue
        if current != name:
            # Networks of one name at a time are in memory.
            runs, current = {}, name
            with open(os.path.join(sys.argv[1], name + ".json"), encoding="utf-8") as file:
                description = json.load(file)
        key = (peer, threads)
        if key not in runs:
            runs[key] = run(peer, description, int(threads))
            for _ in range(3):
                runs[key]()
        # Once more, uncounted: the threads sleep.
        runs[key]()
        print(statistics.median(seconds(runs[key]) for _ in range(int(count))), flush=True)


if __name__ == "__main__":
    main()
