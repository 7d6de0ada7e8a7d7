"""Compares what 'lenslet explain' says with PyTorch and Captum: gradients.py NETWORK.onnx RESULTS

RESULTS is the folder of a run of one network on pictures, with the arrays of any methods but smoothgrad,
whose noise is its own, with the default baseline. The network is run from its ONNX file by PyTorch's
operators, gradients are those of autograd, integrated gradients and occlusion are Captum's where it is
installed. Every line tells the largest difference as a share of the largest value; the exit status is 1
if one is above 1e-4.

Where a rectifier or a maximum is within rounding of its bend, the gradient is another one on the other
side of it, and PyTorch differs from itself, in single and double precision or with another number of
threads, by more than that. What differs is therefore compared with double precision too.

With --time N the mean seconds of one picture forward and backward are told instead, batch 1.
"""

import json
import os
import sys
import time

import numpy
import onnx
import onnx.numpy_helper
import torch
import torch.nn.functional as F

try:
    import captum.attr
except ImportError:
    captum = None


class Network(torch.nn.Module):
    """The operators of an ONNX graph, one after the other; values are kept by their names."""

    def __init__(self, path):
        super().__init__()
        graph = onnx.load(path).graph
        self.nodes = graph.node
        self.constants = {
            t.name: torch.tensor(onnx.numpy_helper.to_array(t).copy()) for t in graph.initializer
        }
        self.input = next(i.name for i in graph.input if i.name not in self.constants)
        self.output = graph.output[0].name
        last = next(n for n in self.nodes if self.output in n.output)
        self.logits = last.input[0] if last.op_type == "Softmax" else self.output
        self.values = {}

    def precise(self, is_double):
        """The same with the constants in double or in single precision."""
        self.constants = {
            name: (t.double() if is_double else t.float()) if t.is_floating_point() else t
            for name, t in self.constants.items()
        }
        return self

    def forward(self, x, until=None):
        values = dict(self.constants)
        values[self.input] = x
        for node in self.nodes:
            inputs = [values.get(name) for name in node.input]
            settings = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            values[node.output[0]] = self.operator(node.op_type, inputs, settings)
            if node.output[0] == until:
                # Where a gradient is asked for, what comes next starts from a value of its own.
                values[until] = values[until].detach().requires_grad_()
            if node.output[0] == self.logits:
                break
        self.values = values
        return values[self.logits].reshape(x.shape[0], -1)

    @staticmethod
    def operator(kind, i, s):
        if kind in ("Conv", "MaxPool", "AveragePool"):
            pads = s.get("pads", [0, 0, 0, 0])
            strides = s.get("strides", [1, 1])
        if kind == "Conv":
            x = F.pad(i[0], (pads[1], pads[3], pads[0], pads[2]))
            bias = i[2] if len(i) > 2 else None
            return F.conv2d(x, i[1], bias, strides, 0, s.get("dilations", 1), s.get("group", 1))
        if kind == "MaxPool":
            hangs = bool(s.get("ceil_mode", 0))
            x = F.pad(i[0], (pads[1], pads[3], pads[0], pads[2]), value=-torch.inf)
            return F.max_pool2d(x, s["kernel_shape"], strides, ceil_mode=hangs)
        if kind == "AveragePool":
            hangs = bool(s.get("ceil_mode", 0))
            assert pads[:2] == pads[2:]
            counts = bool(s.get("count_include_pad", 0))
            return F.avg_pool2d(i[0], s["kernel_shape"], strides, pads[:2], hangs, counts)
        if kind == "LRN":
            return F.local_response_norm(
                i[0], s["size"], s.get("alpha", 1e-4), s.get("beta", 0.75), s.get("bias", 1.0))
        if kind == "Gemm":
            a, b = i[0], i[1]
            a = a.T if s.get("transA") else a
            b = b.T if s.get("transB") else b
            return s.get("alpha", 1.0) * (a @ b) + s.get("beta", 1.0) * i[2]
        if kind == "BatchNormalization":
            return F.batch_norm(i[0], i[3], i[4], i[1], i[2], eps=s.get("epsilon", 1e-5))
        if kind == "Concat":
            return torch.cat(i, s["axis"])
        if kind == "Reshape":
            # Any batch goes through.
            shape = i[1].tolist()
            return i[0].reshape([i[0].shape[0]] + shape[1:])
        return {
            "Relu": lambda: torch.relu(i[0]),
            "Dropout": lambda: i[0],
            "Identity": lambda: i[0],
            "Flatten": lambda: i[0].flatten(1),
            "GlobalAveragePool": lambda: i[0].mean((2, 3), keepdim=True),
            "Add": lambda: i[0] + i[1],
            "Clip": lambda: torch.clamp(i[0], i[1], i[2]),
            "MatMul": lambda: i[0] @ i[1],
            "Softmax": lambda: torch.softmax(i[0], s.get("axis", 1)),
        }[kind]()


def expected(network, record, x):
    """The numbers of one record, by PyTorch."""
    number, method = record["class"], record["method"]

    def score(x):
        logits = network(x)
        return torch.softmax(logits, 1) if record["score"] == "probability" else logits

    if method in ("gradient", "gradient-x-input"):
        x = x.clone().requires_grad_()
        score(x)[0, number].backward()
        return x.grad if method == "gradient" else x.grad * x.detach()
    if method == "grad-cam":
        logits = network(x, until=record["layer"])
        scores = torch.softmax(logits, 1) if record["score"] == "probability" else logits
        scores[0, number].backward()
        maps = network.values[record["layer"]]
        weights = maps.grad.mean((2, 3), keepdim=True)
        return torch.relu((weights * maps.detach()).sum(1, keepdim=True))
    if captum is None:
        return None
    if method == "integrated-gradients":
        found = captum.attr.IntegratedGradients(score).attribute(
            x, torch.zeros_like(x), target=number, n_steps=record["steps"], internal_batch_size=10)
        return found.detach()
    if method == "occlusion":
        side, step = record["window"], record["stride"]
        found = captum.attr.Occlusion(score).attribute(
            x, (x.shape[1], side, side), (x.shape[1], step, step), 0, target=number)
        return found[:, :1]
    return None


def difference(ours, theirs):
    """The largest difference as a share of the largest value."""
    theirs = theirs.detach().numpy().reshape(ours.shape)
    return numpy.abs(ours - theirs).max() / max(numpy.abs(theirs).max(), 1e-30)


def main():
    if sys.argv[1] == "--time":
        network, count = Network(sys.argv[3]), int(sys.argv[2])
        x = torch.rand(1, 3, 224, 224)
        times = []
        for _ in range(count):
            x = x.detach().requires_grad_()
            start = time.perf_counter()
            network(x)[0, 0].backward()
            times.append(time.perf_counter() - start)
        print(f"{numpy.median(times) * 1000:.1f} ms with {torch.get_num_threads()} threads")
        return
    network, folder = Network(sys.argv[1]), sys.argv[2]
    worst = 0.0
    with open(os.path.join(folder, "index.jsonl")) as lines:
        for line in lines:
            record = json.loads(line)
            if "method" not in record:
                continue
            ours = numpy.load(os.path.join(folder, record["file"]))
            path = os.path.join(folder, os.path.dirname(record["file"]), "input.npy")
            x = torch.tensor(numpy.load(path).reshape(1, *numpy.load(path).shape[-3:]))
            theirs = expected(network, record, x)
            if theirs is None:
                print(f"{record['image']} {record['method']}: not compared")
                continue
            share = difference(ours, theirs)
            text = f"{record['image']} {record['method']}: {share:.1e}"
            if share > 1e-4:
                exact = expected(network.precise(True), record, x.double())
                network.precise(False)
                share = difference(ours, exact)
                text += f", of double precision {share:.1e}"
                text += f", which differ by {difference(theirs.numpy(), exact):.1e}"
            worst = max(worst, share)
            print(text, flush=True)
    sys.exit(1 if worst > 1e-4 else 0)


main()
