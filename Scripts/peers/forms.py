"""Compares networks of the catalogue with those whose names their weights bear.

    forms.py LENSLET [NAME…]    by default all networks that are named below

Each network is made by torchvision, timm or Keras with numbers of its own, written as the file that
its users have, and computed by 'lenslet maps' and by its maker on the same input, torch in double
precision. What is printed is the largest difference of the classes as a share of the largest
magnitude, and for torch that of its own single precision; the exit status is 1 where one is larger
than 1e-4 and than twice the latter. Needs torch, torchvision, timm, keras and safetensors.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

os.environ.setdefault("KERAS_BACKEND", "torch")

import numpy
import torch

LIMIT = 1e-4

# The name of the maker's network, the catalogue's, and the length of a side of the input.
TORCHVISION = [
    ("alexnet", "alexnet-torchvision", 224),
    ("vgg11", "vgg11", 224),
    ("vgg16", "vgg16", 224),
    ("googlenet", "googlenet-torchvision", 224),
    ("inception_v3", "inception-v3", 299),
    ("resnet18", "resnet18", 224),
    ("resnet50", "resnet50", 224),
    ("densenet121", "densenet121", 224),
    ("squeezenet1_1", "squeezenet1.1", 224),
    ("mobilenet_v2", "mobilenet-v2", 224),
    ("efficientnet_b0", "efficientnet-b0", 224),
]
TIMM = [
    ("mobilenetv1_100", "mobilenet", 224),
    ("inception_v3", "inception-v3", 299),
    ("resnet18", "resnet18", 224),
    ("resnet50", "resnet50", 224),
    ("vgg16", "vgg16", 224),
    ("densenet121", "densenet121", 224),
    ("mobilenetv2_100", "mobilenet-v2", 224),
    ("efficientnet_b0", "efficientnet-b0", 224),
    ("resnetv2_152x4_bit", "bit-resnet152x4", 64),
]
KERAS = [
    ("MobileNet", "mobilenet", 224),
    ("MobileNetV2", "mobilenet-v2", 224),
    ("InceptionV3", "inception-v3", 299),
    ("ResNet50", "resnet50", 224),
    ("VGG16", "vgg16", 224),
    ("DenseNet121", "densenet121", 224),
    ("EfficientNetB0", "efficientnet-b0", 224),
]


def difference(values, expected):
    return float(numpy.abs(values - expected).max() / numpy.abs(expected).max())


def picture(side):
    return torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(7))


def stirred(network):
    """Means and variances of normalisation that are not 0 and 1, so that none can be missed."""
    generator = torch.Generator().manual_seed(11)
    for name, buffer in network.named_buffers():
        if name.endswith("running_mean"):
            buffer.copy_(0.1 * torch.randn(buffer.shape, generator=generator))
        if name.endswith("running_var"):
            buffer.copy_(0.5 + torch.rand(buffer.shape, generator=generator))
    return network.eval()


def of_torch(make, side, folder):
    from safetensors.torch import save_file

    torch.manual_seed(3)
    network = stirred(make())
    save_file(
        {name: value.contiguous() for name, value in network.state_dict().items()},
        folder / "weights.safetensors")
    with torch.no_grad():
        single = network(picture(side))
        classes = network.double()(picture(side).double())
    own = difference(numpy.asarray(single), numpy.asarray(classes))
    return folder / "weights.safetensors", numpy.asarray(classes), own


def of_keras(name, side, folder):
    import keras

    keras.utils.set_random_seed(3)
    network = getattr(keras.applications, name)(weights=None, classifier_activation=None,
                                                input_shape=(side, side, 3))
    random = numpy.random.default_rng(11)
    arrays = {}
    for layer in network.layers:
        values = layer.get_weights()
        if type(layer).__name__ == "BatchNormalization":
            values[-2] = 0.1 * random.standard_normal(values[-2].shape).astype("float32")
            values[-1] = (0.5 + random.random(values[-1].shape)).astype("float32")
            layer.set_weights(values)
        for variable, value in zip(layer.weights, values):
            arrays[f"{layer.name}/{variable.name}"] = value
    image = picture(side).numpy().transpose(0, 2, 3, 1)
    # Keras' own input stage, which the catalogue keeps apart, is skipped.
    if any(layer.name == "stem_conv_pad" for layer in network.layers):
        network = keras.Model(network.get_layer("stem_conv_pad").input, network.output)
    numpy.savez(folder / "weights.npz", **arrays)
    return folder / "weights.npz", numpy.asarray(network(image).detach()), 0


# Operators of detectors, which no network here needs. torchvision does not load where they are built
# for another torch, unless they are there by name.
DETECTORS = torch.library.Library("torchvision", "FRAGMENT")


for operator in ("nms", "qnms"):
    try:
        DETECTORS.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    except RuntimeError:
        pass


def compared(lenslet, maker, name, known, side):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        if maker == "torchvision":
            import torchvision
            options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
            weights, expected, own = of_torch(
                lambda: getattr(torchvision.models, name)(weights=None, **options), side, folder)
        elif maker == "timm":
            import timm

            weights, expected, own = of_torch(
                lambda: timm.create_model(name, pretrained=False), side, folder)
        else:
            weights, expected, own = of_keras(name, side, folder)
        numpy.save(folder / "input.npy", picture(side).numpy()[0])
        listed = subprocess.run(
            [lenslet, "maps", "-m", known, "-w", weights, "--list", "--json"],
            capture_output=True, text=True)
        if listed.returncode:
            return f"{listed.stderr.strip()}"
        layers = [json.loads(line) for line in listed.stdout.splitlines()]
        # What the makers give are scores before the softmax.
        layer = [record["layer"] for record in layers if record["kind"] != "softmax"][-1]
        run = subprocess.run(
            [lenslet, "maps", folder / "input.npy", "-m", known, "-w", weights, "-l", layer,
             "--form", "npy", "-o", folder / "maps"], capture_output=True, text=True)
        if run.returncode:
            return run.stderr.strip()
        found = next(path for path in (folder / "maps").rglob("*.npy") if path.is_file())
        classes = numpy.load(found).reshape(-1)
        expected = expected.reshape(-1)
        if classes.shape != expected.shape:
            return f"{layer}: {classes.size} classes, not {expected.size}"
        return difference(classes, expected), own


def main():
    lenslet, names = sys.argv[1], sys.argv[2:]
    failed = False
    for maker, list_of in (("torchvision", TORCHVISION), ("timm", TIMM), ("keras", KERAS)):
        for name, known, side in list_of:
            if names and name not in names and f"{maker}:{name}" not in names:
                continue
            result = compared(lenslet, maker, name, known, side)
            if isinstance(result, str):
                failed = True
                print(f"{maker} {name}: {result}", flush=True)
                continue
            largest, own = result
            failed |= not largest <= max(LIMIT, 2 * own)
            beside = f" (its own single precision {own:.1e})" if own else ""
            print(f"{maker} {name}: {largest:.1e}{beside}", flush=True)
    sys.exit(failed)


main()
