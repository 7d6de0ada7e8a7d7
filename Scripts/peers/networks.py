"""Compares networks with ONNX Runtime, every value of every node.

    networks.py small [FILE.swift]          small networks of the tests; writes their Swift file
    networks.py random LENSLET [COUNT]      networks of parts of known families, put together by chance
    networks.py light LENSLET FOLDER [OUT]  ONNX's 'light' networks, filled with numbers; OUT keeps them
    networks.py catalogue LENSLET [NAME…]   networks of 'lenslet model list', by default all of them
    networks.py file LENSLET FILE.onnx      one network

Numbers are made by splitmix64: element i of the tensor with the number k is

    low + (high - low) * (mix(k * 2^32 + i) >> 40) / 2^24

in single precision, where mix(s) is the first output of splitmix64 from the state s. The input has the
number of the tensors before it. What is printed is the largest difference of a value as a share of the
largest magnitude in it; the exit status is 1 where one is larger than 1e-4.
"""

import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

LIMIT = 1e-4


def numbers(place, shape, low, high):
    count = int(numpy.prod(shape))
    with numpy.errstate(over="ignore"):
        state = numpy.uint64(place << 32) + numpy.arange(count, dtype=numpy.uint64)
        state = state + numpy.uint64(0x9E3779B97F4A7C15)
        state = (state ^ (state >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        state = state ^ (state >> numpy.uint64(31))
    parts = (state >> numpy.uint64(40)).astype(numpy.float32) / numpy.float32(1 << 24)
    low, high = numpy.float32(low), numpy.float32(high)
    return (low + (high - low) * parts).reshape(shape)


class Network:
    """Nodes, and tensors with the bounds of their numbers, in the order in which they were added."""

    def __init__(self, name, shape):
        self.name, self.shape = name, shape
        self.nodes, self.tensors, self.shapes = [], [], {"input": shape}

    def tensor(self, name, shape, low, high):
        self.tensors.append((name, list(shape), low, high))
        return name

    def add(self, operation, inputs, **attributes):
        output = f"{operation.lower()}{len(self.nodes)}"
        self.nodes.append((operation, inputs, output, attributes))
        return output

    def channels(self, value):
        model = onnx.shape_inference.infer_shapes(self.model(value))
        for info in [*model.graph.value_info, *model.graph.output, *model.graph.input]:
            if info.name == value and info.type.tensor_type.HasField("shape"):
                dimensions = info.type.tensor_type.shape.dim
                return dimensions[1].dim_value if len(dimensions) > 1 else 0
        raise ValueError(value)

    def conv(self, value, channels, kernel=3, groups=1, bias=True, **attributes):
        inner = self.channels(value) // groups
        rows, columns = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        # The nearest power of two keeps values of one size from layer to layer.
        bound = 2.0 ** round(numpy.log2((3 / (inner * rows * columns)) ** 0.5))
        place = len(self.nodes)
        inputs = [value, self.tensor(f"w{place}", [channels, inner, rows, columns], -bound, bound)]
        if bias:
            inputs.append(self.tensor(f"b{place}", [channels], -0.5, 0.5))
        attributes.setdefault("kernel_shape", [rows, columns])
        if groups > 1:
            attributes["group"] = groups
        return self.add("Conv", inputs, **attributes)

    def norm(self, value):
        channels, place = self.channels(value), len(self.nodes)
        bounds = [("scale", 0.5, 1.5), ("shift", -0.5, 0.5), ("mean", -0.5, 0.5), ("var", 0.5, 1.5)]
        learned = [self.tensor(f"{n}{place}", [channels], low, high) for n, low, high in bounds]
        return self.add("BatchNormalization", [value, *learned], epsilon=1e-3)

    def dense(self, value, inputs, outputs):
        place = len(self.nodes)
        bound = 2.0 ** round(numpy.log2((3 / inputs) ** 0.5))
        weights = self.tensor(f"w{place}", [outputs, inputs], -bound, bound)
        bias = self.tensor(f"b{place}", [outputs], -0.5, 0.5)
        return self.add("Gemm", [value, weights, bias], transB=1)

    def input(self):
        return numbers(len(self.tensors), self.shape, -1, 1)

    def model(self, *outputs):
        nodes = [
            helper.make_node(operation, inputs, [output], **attributes)
            for operation, inputs, output, attributes in self.nodes
        ]
        initializers = [
            numpy_helper.from_array(numbers(place, shape, low, high), name)
            for place, (name, shape, low, high) in enumerate(self.tensors)
        ]
        names = outputs or [node[2] for node in self.nodes]
        graph = helper.make_graph(
            nodes,
            self.name,
            [helper.make_tensor_value_info("input", TensorProto.FLOAT, self.shape)],
            [helper.make_empty_tensor_value_info(name) for name in names],
            initializers,
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
        made.ir_version = 8
        return made


# Small networks.


def branching():
    net = Network("branching", [1, 3, 11, 13])
    value = net.add("Relu", [net.conv("input", 6, pads=[1, 1, 1, 1])])
    first = net.conv(value, 4, kernel=1)
    second = net.conv(value, 5, pads=[2, 2, 2, 2], dilations=[2, 2])
    third = net.add("MaxPool", [value], kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1])
    joined = net.add("Concat", [first, second, third], axis=1)
    net.conv(net.add("Relu", [joined]), 3, dilations=[3, 2])
    return net


def ceil_mode():
    net = Network("ceil mode", [1, 3, 12, 15])
    value = net.add("MaxPool", ["input"], kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)
    value = net.conv(value, 4)
    pads = {"kernel_shape": [2, 3], "strides": [2, 2], "ceil_mode": 1, "pads": [1, 1, 0, 1]}
    net.add("AveragePool", [value], **pads)
    net.add("AveragePool", [value], count_include_pad=1, **pads)
    net.add("MaxPool", [value], **pads)
    return net


def asymmetric_padding():
    net = Network("asymmetric padding", [1, 3, 10, 9])
    value = net.conv("input", 4, kernel=(2, 3), pads=[0, 2, 1, 0], strides=[2, 1])
    net.add("MaxPool", [value], kernel_shape=[3, 2], strides=[2, 2], pads=[2, 0, 1, 1])
    pads = {"kernel_shape": [3, 3], "strides": [1, 2], "pads": [0, 1, 2, 0]}
    net.add("AveragePool", [value], **pads)
    net.add("AveragePool", [value], count_include_pad=1, **pads)
    net.conv(value, 2, pads=[1, 0, 0, 2], dilations=[2, 1])
    return net


def automatic_padding():
    net = Network("automatic padding", [1, 1, 10, 11])
    for pad in ("SAME_UPPER", "SAME_LOWER", "VALID"):
        value = net.conv("input", 3, kernel=4, auto_pad=pad, strides=[2, 3])
        net.add("MaxPool", [value], kernel_shape=[2, 2], strides=[2, 2], auto_pad=pad)
        net.add("AveragePool", [value], kernel_shape=[2, 2], strides=[1, 2], auto_pad=pad)
    return net


def groups():
    net = Network("groups", [1, 3, 9, 8])
    value = net.conv(net.conv("input", 4, kernel=1), 8, groups=2, pads=[1, 1, 1, 1])
    value = net.norm(net.conv(value, 8, groups=8, bias=False, strides=[2, 2], pads=[1, 1, 1, 1]))
    low = net.tensor("low", [], 0, 0)
    high = net.tensor("high", [], 1, 1)
    value = net.add("Clip", [value, low, high])
    value = net.conv(value, 16, groups=8, kernel=(1, 3))
    net.conv(value, 6, kernel=1)
    return net


def normalisations():
    net = Network("normalisations", [1, 3, 7, 6])
    value = net.conv("input", 7, kernel=1)
    net.add("LRN", [value], size=5, alpha=0.5, beta=0.75, bias=2.0)
    value = net.add("LRN", [value], size=3, alpha=1.0, beta=0.5, bias=1.0)
    value = net.add("LeakyRelu", [net.norm(value)], alpha=0.25)
    net.add("Tanh", [value])
    return net


def residual():
    net = Network("residual", [1, 3, 12, 10])
    maps = {"pads": [1, 1, 1, 1], "bias": False}
    value = net.add("Relu", [net.norm(net.conv("input", 6, **maps))])
    inner = net.add("Relu", [net.norm(net.conv(value, 8, strides=[2, 2], **maps))])
    inner = net.norm(net.conv(inner, 8, **maps))
    shortcut = net.norm(net.conv(value, 8, kernel=1, strides=[2, 2], bias=False))
    value = net.add("Relu", [net.add("Add", [inner, shortcut])])
    numbers = net.add("Flatten", [net.add("GlobalAveragePool", [value])])
    net.add("Softmax", [net.dense(numbers, 8, 5)], axis=1)
    return net


def excitation():
    net = Network("excitation", [1, 3, 5, 7])
    value = net.conv("input", 12, kernel=1)
    value = net.add("Mul", [value, net.add("Sigmoid", [value])])
    share = net.conv(net.add("GlobalAveragePool", [value]), 3, kernel=1)
    share = net.conv(net.add("Relu", [share]), 12, kernel=1)
    net.add("Mul", [value, net.add("HardSigmoid", [share])])
    return net


SMALL = [
    branching, ceil_mode, asymmetric_padding, automatic_padding, groups, normalisations, residual,
    excitation,
]


# Networks by chance.


def module(net, value, chance):
    """One part of a known family behind a value."""
    kind = chance.choice(
        ["vgg", "alexnet", "inception", "fire", "residual", "bottleneck", "dense", "inverted", "odd"]
    )
    channels = net.channels(value)
    relu = lambda x: net.add("Relu", [x])
    same = {"pads": [1, 1, 1, 1]}
    unit = lambda x, count, **more: relu(net.norm(net.conv(x, count, bias=False, **more)))
    if kind == "vgg":
        return relu(net.conv(relu(net.conv(value, 8, **same)), 8, **same))
    if kind == "alexnet":
        value = net.conv(value, 8, kernel=5, pads=[2] * 4, groups=2 if channels % 2 == 0 else 1)
        return net.add("LRN", [relu(value)], size=5, alpha=1e-2, beta=0.75, bias=2.0)
    if kind == "inception":
        pool = net.add("MaxPool", [value], kernel_shape=[3, 3], strides=[1, 1], **same)
        ways = [
            relu(net.conv(value, 4, kernel=1)),
            relu(net.conv(relu(net.conv(value, 3, kernel=1)), 6, **same)),
            relu(net.conv(relu(net.conv(value, 2, kernel=1)), 4, kernel=5, pads=[2] * 4)),
            relu(net.conv(pool, 3, kernel=1)),
        ]
        return net.add("Concat", ways, axis=1)
    if kind == "fire":
        few = relu(net.conv(value, 3, kernel=1))
        ways = [relu(net.conv(few, 6, kernel=1)), relu(net.conv(few, 6, **same))]
        return net.add("Concat", ways, axis=1)
    if kind == "residual":
        inner = net.norm(net.conv(unit(value, channels, **same), channels, bias=False, **same))
        return relu(net.add("Add", [inner, value]))
    if kind == "bottleneck":
        stride = chance.choice([1, 2])
        inner = unit(value, 4, kernel=1)
        inner = unit(inner, 4, strides=[stride] * 2, **same)
        inner = net.norm(net.conv(inner, 12, kernel=1, bias=False))
        shortcut = net.norm(net.conv(value, 12, kernel=1, bias=False, strides=[stride] * 2))
        return relu(net.add("Add", [inner, shortcut]))
    if kind == "dense":
        for _ in range(2):
            maps = net.conv(relu(net.norm(value)), 8, kernel=1, bias=False)
            maps = net.conv(relu(net.norm(maps)), 4, bias=False, **same)
            value = net.add("Concat", [value, maps], axis=1)
        return value
    if kind == "inverted":
        pad = chance.choice(["SAME_UPPER", "SAME_LOWER"])
        inner = unit(value, 2 * channels, kernel=1)
        inner = unit(
            inner, 2 * channels, groups=2 * channels, auto_pad=pad, strides=[chance.choice([1, 2])] * 2
        )
        return net.norm(net.conv(inner, 6, kernel=1, bias=False))
    dilation, pads = chance.choice([1, 2]), [chance.randrange(3) for _ in range(4)]
    kernel = (chance.choice([1, 2, 3]), chance.choice([1, 3]))
    value = net.conv(value, 6, kernel=kernel, pads=pads, dilations=[dilation] * 2)
    return net.add(
        chance.choice(["MaxPool", "AveragePool"]), [value], kernel_shape=[3, 2], strides=[2, 1],
        ceil_mode=chance.randrange(2), pads=[chance.randrange(2) for _ in range(4)],
    )


def by_chance(seed):
    chance = random.Random(seed)
    net = Network(f"chance {seed}", [1, 3, chance.randrange(24, 40), chance.randrange(24, 40)])
    value = net.conv("input", chance.choice([4, 6, 8]), strides=[chance.choice([1, 2])] * 2)
    for _ in range(chance.randrange(3, 6)):
        value = module(net, value, chance)
    net.add("GlobalAveragePool", [value])
    return net


# Comparing.


def runtime(model, picture):
    """Every value of a model, as ONNX Runtime computes it without rewriting anything."""
    tapped = onnx.ModelProto()
    tapped.CopyFrom(model)
    # What a dropout has dropped is not defined where nothing is dropped.
    outputs = [n.output[:1] if n.op_type == "Dropout" else n.output for n in model.graph.node]
    names = [name for listed in outputs for name in listed if name]
    del tapped.graph.output[:]
    tapped.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        tapped.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    values = session.run(names, {picture_name(model): picture})
    return dict(zip(names, values))


def picture_name(model):
    known = {tensor.name for tensor in model.graph.initializer}
    return next(value.name for value in model.graph.input if value.name not in known)


def compare(lenslet, model, picture, title):
    """The largest difference over all values; prints it, and each value that lacks or differs."""
    expected = runtime(model, picture)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        onnx.save(model, folder / "net.onnx")
        numpy.save(folder / "x.npy", picture)
        command = [lenslet, "maps", "x.npy", "--form", "npy", "-o", "out", "--no-page"]
        command += ["-m", "net.onnx"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        worst, bad = 0.0, [] if run.returncode == 0 else [run.stderr.strip()[-500:]]
        for value, numbers in expected.items():
            if numbers.dtype != numpy.float32 or numbers.size == 0:
                continue
            path = folder / "out" / "x.npy" / (value + ".npy")
            if not path.exists():
                bad.append(f"{value} is missing")
                continue
            found = numpy.load(path).ravel().astype(numpy.float64)
            numbers = numbers.ravel().astype(numpy.float64)
            if found.size != numbers.size:
                bad.append(f"{value} has {found.size} numbers, not {numbers.size}")
                continue
            share = abs(found - numbers).max() / max(abs(numbers).max(), 1e-30)
            worst = max(worst, share)
            if not share < LIMIT:
                bad.append(f"{value} differs by {share:.3g}")
    print(f"{title}: {len(expected)} values, {worst:.2e}", flush=True)
    for line in bad[:10]:
        print(f"  {line}", flush=True)
    return bool(bad)


def filled(path):
    """A 'light' network with numbers in the place of its constants, and a picture for it."""
    model = onnx.load(path)
    shapes = {t.name: numpy_helper.to_array(t).tolist() for t in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            shapes[node.output[0]] = numpy_helper.to_array(node.attribute[0].t).tolist()
    users = {}
    for node in model.graph.node:
        for place, name in enumerate(node.input):
            users[name] = (node, place)
    place, kept, made = 0, [], []
    for node in model.graph.node:
        if node.op_type != "ConstantOfShape":
            kept.append(node)
            continue
        shape, (user, slot) = shapes[node.input[0]], users[node.output[0]]
        if user.op_type == "BatchNormalization":
            low, high = [(0.5, 1.5), (-0.5, 0.5), (-0.5, 0.5), (0.5, 1.5)][slot - 1]
        elif len(shape) > 1:
            inner = numpy.prod(shape[1:]) if user.op_type != "MatMul" else shape[0]
            high = 2.0 ** round(numpy.log2((6 / inner) ** 0.5))
            low = -high
        else:
            low, high = -0.1, 0.1
        made.append(numpy_helper.from_array(numbers(place, shape, low, high), node.output[0]))
        place += 1
    del model.graph.node[:]
    model.graph.node.extend(kept)
    model.graph.initializer.extend(made)
    if model.ir_version < 4:
        model.ir_version = 4
    return model, numbers(place, picture_shape(model), -1, 1)


def picture_shape(model):
    name = picture_name(model)
    value = next(value for value in model.graph.input if value.name == name)
    return [d.dim_value or 1 for d in value.type.tensor_type.shape.dim]


# The catalogue.

# Networks that end in a mean over all places take smaller pictures than published.
SMALLER = {
    "resnet": "96x96", "densenet": "96x96", "mobilenet": "96x96", "squeezenet": "96x96",
    "efficientnet": "96x96", "bit": "64x64",
}
# These are above the two gigabytes of an ONNX file, or near: a part has all that the whole has.
PARTS = {"bit-resnet152x4": "stages.2.blocks.1.add", "efficientnet-l2": "features.4.1.add"}
# What the catalogue calls learned numbers, behind the name of the layer.
LEARNED = ("weights", "bias", "gamma", "offsets", "mean", "variance", "scale", "shift")
# Bounds of the scale, shift, mean and variance of normalisations. With a scale below 1 what
# residual networks add up does not grow from block to block.
NORMALISATION = [(0.25, 0.75), (-0.5, 0.5), (-0.5, 0.5), (0.5, 1.5)]


def written(lenslet, name):
    """A network of the catalogue as lenslet writes it, with other numbers in the place of its own."""
    size = next((size for start, size in SMALLER.items() if name.startswith(start)), None)
    options = ["--input-size", size] if size and "cifar" not in name else []
    options += ["--layer", PARTS[name]] if name in PARTS else []
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "net.onnx"
        command = [lenslet, "model", "convert", name, "--random-weights", "-o", path, *options]
        subprocess.run(command, check=True, capture_output=True)
        model = onnx.load(path)
    users = {
        value: (node, place) for node in model.graph.node for place, value in enumerate(node.input)
    }
    learned = [t for t in model.graph.initializer if t.name.rpartition(".")[2] in LEARNED]
    for place, tensor in enumerate(learned):
        (node, slot), shape = users[tensor.name], list(tensor.dims)
        if len(shape) > 1:
            high = 2.0 ** round(numpy.log2((6 / numpy.prod(shape[1:])) ** 0.5))
            low = -high
        elif node.op_type in ("BatchNormalization", "GroupNormalization"):
            low, high = NORMALISATION[slot - 1]
        else:
            low, high = -0.1, 0.1
        tensor.CopyFrom(numpy_helper.from_array(numbers(place, shape, low, high), tensor.name))
    return model, numbers(len(learned), picture_shape(model), -1, 1)


# The Swift file of the tests.


def extents(shape):
    return "x".join(map(str, shape)) or "1"


def attribute(value):
    if isinstance(value, list):
        return ",".join(map(str, value))
    return f"{value!r}" if isinstance(value, float) else str(value)


def lines(net):
    """A network as the tests read it: a line a tensor, a node and a value."""
    yield f"network {net.name.replace(' ', '-')} {extents(net.shape)}"
    for name, shape, low, high in net.tensors:
        yield f"tensor {name} {extents(shape)} {low:g} {high:g}"
    for operation, inputs, output, attributes in net.nodes:
        listed = [f"{name}={attribute(value)}" for name, value in sorted(attributes.items())]
        yield " ".join(["node", operation, ",".join(inputs), output, *listed])
    for name, value in runtime(net.model(), net.input()).items():
        flat = value.ravel()
        last = flat.size - 1
        places = sorted({0, last // 4, last // 2, last * 3 // 4, last})
        listed = [f"{place}:{flat[place]:.7g}" for place in places]
        yield " ".join(["value", name, extents(value.shape), f"{abs(flat).max():.7g}", *listed])


def swift(nets):
    text = [
        "// Written by Scripts/peers/networks.py, which says how the numbers are made; the expected",
        "// values are those of ONNX Runtime.",
        "",
        "extension SmallNetwork {",
        "  /// Networks of a few nodes, each with some numbers of every value.",
        "  ///",
        "  /// `tensor` has a name, a shape and the bounds of its numbers; `node` an operator, what goes in,",
        "  /// what comes out, and attributes; `value` a name, a shape, the largest magnitude, and places",
        "  /// with their numbers.",
        '  static let text = """',
        *(f"    {line}" for net in nets for line in lines(net)),
        '    """',
        "}",
        "",
    ]
    return "\n".join(text)


def main():
    mode, *arguments = sys.argv[1:]
    if mode == "small":
        text = swift([make() for make in SMALL])
        if not arguments:
            print(text)
            return
        pathlib.Path(arguments[0]).write_text(text)
        return
    lenslet, *arguments = arguments
    lenslet = str(pathlib.Path(lenslet).resolve())
    failures = 0
    if mode == "random":
        nets = [make() for make in SMALL] + [
            by_chance(seed) for seed in range(int(arguments[0]) if arguments else 20)
        ]
        for net in nets:
            failures += compare(lenslet, net.model(), net.input(), net.name)
    elif mode == "light":
        for path in sorted(pathlib.Path(arguments[0]).glob("light_*.onnx")):
            model, picture = filled(path)
            failures += compare(lenslet, model, picture, path.stem)
            if len(arguments) > 1:
                folder = pathlib.Path(arguments[1])
                folder.mkdir(parents=True, exist_ok=True)
                onnx.save(model, folder / path.name)
                values = runtime(model, picture)
                kept = {n: v for n, v in values.items() if v.dtype == numpy.float32}
                numpy.savez(folder / f"{path.stem}.npz", picture=picture, **kept)
    elif mode == "catalogue":
        listed = subprocess.run([lenslet, "model", "list"], capture_output=True, text=True)
        names = [line.split()[0] for line in listed.stdout.splitlines()[1:]]
        for name in arguments or names:
            model, picture = written(lenslet, name)
            failures += compare(lenslet, model, picture, name)
    elif mode == "file":
        model = onnx.load(arguments[0])
        picture = numbers(0, picture_shape(model), -1, 1)
        failures += compare(lenslet, model, picture, arguments[0])
    else:
        sys.exit(__doc__)
    sys.exit(1 if failures else 0)


main()
