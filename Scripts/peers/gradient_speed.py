"""Times input gradients, forward and backward, of lenslet and PyTorch, and says what memory they take.

    gradient_speed.py LENSLET GOOGLENET.onnx [--runs 3] [--threads 2]

LENSLET is the program of a release build. GoogLeNet is read from the file, ResNet-18 is made here with
random weights. For batches of 1 and 8 pictures of 224x224 both take turns, so that a busy machine
slows down both; a row is the medians: milliseconds of a step, how many times as fast lenslet is, and
the largest memory of either process, PyTorch's without what it takes before it reads the network.

A step of lenslet is one of 'lenslet dream --pixels' on a score of a class: the gradient, and the change
of the picture, which PyTorch does not do. It is the difference of a long and a short run.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

LONG, SHORT = {1: 34, 8: 8}, 2


def resnet18(path):
    """Writes ResNet-18 with random weights, scores named 'fc'."""
    import numpy
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    generator = numpy.random.default_rng(0)
    nodes, weights = [], []

    def parameter(name, values):
        weights.append(numpy_helper.from_array(values.astype(numpy.float32), name))
        return name

    def node(kind, name, inputs, **attributes):
        nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def convolve(name, value, inputs, outputs, kernel, stride):
        scale = (2 / (inputs * kernel * kernel)) ** 0.5
        kernels = generator.standard_normal((outputs, inputs, kernel, kernel)) * scale
        made = node(
            "Conv", name, [value, parameter(f"{name}.w", kernels)],
            kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[kernel // 2] * 4)
        lists = [parameter(f"{name}.{part}", numpy.full(outputs, number))
                 for part, number in [("gamma", 1), ("beta", 0), ("mean", 0), ("variance", 1)]]
        return node("BatchNormalization", f"{name}.bn", [made] + lists)

    value = node("Relu", "relu1", [convolve("conv1", "picture", 3, 64, 7, 2)])
    value = node("MaxPool", "pool1", [value], kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
    channels = 64
    for stage, outputs in enumerate([64, 128, 256, 512]):
        for block in range(2):
            name = f"layer{stage + 1}.{block}"
            stride = 2 if stage > 0 and block == 0 else 1
            long = node("Relu", f"{name}.relu1", [
                convolve(f"{name}.conv1", value, channels, outputs, 3, stride)])
            long = convolve(f"{name}.conv2", long, outputs, outputs, 3, 1)
            if stride == 2:
                value = convolve(f"{name}.short", value, channels, outputs, 1, stride)
            value = node("Relu", f"{name}.relu2", [node("Add", f"{name}.sum", [long, value])])
            channels = outputs
    value = node("Flatten", "flat", [node("GlobalAveragePool", "mean", [value])])
    matrix = generator.standard_normal((512, 1000)) / 512**0.5
    node("MatMul", "fc", [value, parameter("fc.w", matrix)])
    picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["N", 3, 224, 224])
    scores = helper.make_tensor_value_info("fc", TensorProto.FLOAT, ["N", 1000])
    graph = helper.make_graph(nodes, "resnet18", [picture], [scores], weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)]), path)


def torch_steps(path, layer, batch, threads):
    """Prints the median of a step in milliseconds, and the memory that it takes in megabytes."""
    import numpy  # noqa: F401
    import onnx
    import onnx.numpy_helper
    import torch
    import torch.nn.functional as functional

    torch.set_num_threads(threads)

    def resident(key):
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(key)) / 1024

    before = resident("VmRSS")
    graph = onnx.load(path).graph
    known = {
        one.name: torch.tensor(onnx.numpy_helper.to_array(one).copy()) for one in graph.initializer}
    name = next(one.name for one in graph.input if one.name not in known)
    nodes = [
        (one.op_type, list(one.input), one.output[0],
         {a.name: onnx.helper.get_attribute_value(a) for a in one.attribute})
        for one in graph.node]
    del graph

    def padded(value, pads, number):
        if pads[:2] == pads[2:]:
            return value, pads[:2]
        return functional.pad(value, (pads[1], pads[3], pads[0], pads[2]), value=number), [0, 0]

    def compute(kind, inputs, given):
        first = inputs[0]
        pads, strides = given.get("pads", [0] * 4), given.get("strides", [1, 1])
        if kind == "Conv":
            first, pads = padded(first, pads, 0)
            bias = inputs[2] if len(inputs) > 2 else None
            return functional.conv2d(first, inputs[1], bias, strides, pads, 1, given.get("group", 1))
        if kind == "MaxPool":
            first, pads = padded(first, pads, -torch.inf)
            return functional.max_pool2d(
                first, given["kernel_shape"], strides, pads, ceil_mode=bool(given.get("ceil_mode")))
        if kind == "AveragePool":
            return functional.avg_pool2d(first, given["kernel_shape"], strides, pads[:2])
        if kind == "LRN":
            return functional.local_response_norm(
                first, given["size"], given["alpha"], given["beta"], given["bias"])
        if kind == "Gemm":
            matrix = inputs[1] if given.get("transB") else inputs[1].T
            return functional.linear(first, matrix, inputs[2])
        if kind == "BatchNormalization":
            return functional.batch_norm(first, inputs[3], inputs[4], inputs[1], inputs[2])
        simple = {
            "Concat": lambda: torch.cat(inputs, given["axis"]),
            "Reshape": lambda: first.reshape(first.shape[0], -1),
            "Relu": lambda: torch.relu(first), "Dropout": lambda: first,
            "Flatten": lambda: first.flatten(1), "Add": lambda: first + inputs[1],
            "GlobalAveragePool": lambda: first.mean((2, 3), keepdim=True),
            "MatMul": lambda: first @ inputs[1]}
        return simple[kind]()

    def step():
        picture = torch.randn(batch, 3, 224, 224, requires_grad=True)
        start = time.perf_counter()
        values = dict(known, **{name: picture})
        for kind, inputs, output, given in nodes:
            values[output] = compute(kind, [values.get(one) for one in inputs], given)
            if output == layer:
                break
        values[layer][:, 5].sum().backward()
        return time.perf_counter() - start

    step()
    times = [step() for _ in range(LONG[batch] - SHORT)]
    print(1000 * statistics.median(times), resident("VmHWM") - before)


def lenslet_run(program, path, layer, batch, threads, steps):
    """Seconds and megabytes of a run."""
    units = "5" if batch == 1 else f"0-{batch - 1}"
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        process = subprocess.Popen(
            [program, "dream", "-m", path, "-l", f"{layer}:{units}", "--batch", str(batch), "--size",
             "224", "--pixels", "--steps", str(steps), "--threads", str(threads), "-q", "-o", folder],
            stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"lenslet failed on {path}")
        return time.perf_counter() - start, usage.ru_maxrss / 1024


def main():
    if sys.argv[1:2] == ["--torch"]:
        return torch_steps(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lenslet")
    parser.add_argument("googlenet")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "resnet18.onnx")
        resnet18(made)
        print("network    batch  lenslet ms  torch ms  times as fast  lenslet MB  torch MB")
        for name, path, layer in [
            ("googlenet", given.googlenet, "loss3/classifier"), ("resnet18", made, "fc")]:
            for batch in [1, 8]:
                found = []
                for _ in range(given.runs):
                    short, _ = lenslet_run(
                        given.lenslet, path, layer, batch, given.threads, SHORT)
                    long, memory = lenslet_run(
                        given.lenslet, path, layer, batch, given.threads, LONG[batch])
                    own = 1000 * (long - short) / (LONG[batch] - SHORT)
                    other = subprocess.run(
                        [sys.executable, __file__, "--torch", path, layer, str(batch),
                         str(given.threads)], check=True, capture_output=True, text=True)
                    found.append([own, memory] + [float(one) for one in other.stdout.split()])
                own, memory, other, others = [statistics.median(one) for one in zip(*found)]
                print(
                    f"{name:9}  {batch:5}  {own:10.1f}  {other:8.1f}  {other / own:13.2f}  "
                    f"{memory:10.0f}  {others:8.0f}", flush=True)


main()
