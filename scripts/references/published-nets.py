"""Numbers that published nets give for seeded weights, for test/training/models/published.

VGG-f and VGG-Face: numpy in double precision, layer by layer as MatConvNet's manual defines them and with the strides
and paddings of the published files. VGG-16 and ResNet-50: Keras' own networks, its own preprocessing (blue first,
ImageNet's mean) and its own epsilon; the older ResNet-50 is the same net with Keras' default epsilon.

    python -m venv v && v/bin/pip install numpy scipy tensorflow-cpu h5py
    v/bin/python scripts/references/published-nets.py [--files FOLDER]

writes test/training/models/published/reference.json; --files also writes the weights as scipy and Keras write them.
"""
import json
import sys
from pathlib import Path

import numpy as np

SHOWN = 24
OUT = Path(__file__).parents[2] / "test/training/models/published/reference.json"
FILES = Path(sys.argv[sys.argv.index("--files") + 1]) if "--files" in sys.argv else None


def noise(name, count):
    """Numbers from -1 to 1 that hang on name and place alone; test/training/models/published/seeded-values.ts does the same."""
    seed = 2166136261
    for byte in name.encode():
        seed = (seed ^ byte) * 16777619 & 0xFFFFFFFF
    h = np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B1) + np.uint64(seed)
    h &= np.uint64(0xFFFFFFFF)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        h ^= h >> np.uint64(shift)
        h = h * np.uint64(factor) & np.uint64(0xFFFFFFFF)
    return h.astype(np.float64) / 2**31 - 1


def values(net, name, role, shape, order):
    """`net/name/role`; kernels as wide as He et al. 2015, the first ones narrower, since pictures reach to 255."""
    flat = noise(f"{net}/{name}/{role}", int(np.prod(shape)))
    if role == "kernel":
        flat *= GAIN.get(f"{net}/{name}", 1) * np.sqrt(6 / np.prod(shape[:-1]))
    elif role == "gamma":
        flat = 0.6 + 0.2 * flat
    elif role == "variance":
        flat = 1 + 0.5 * flat
    else:
        flat *= 0.1
    return flat.astype(np.float32).reshape(shape, order=order)


GAIN = {"vgg-f/conv1": 0.3, "vgg-f/conv2": 0.05, "vgg-face/conv1_1": 0.02, "vgg-16/block1_conv1": 0.02, "resnet-50/conv1_conv": 0.01}


def picture():
    return np.floor((noise("picture", 224 * 224 * 3) + 1) * 128).reshape(224, 224, 3)


def conv(x, kernel, bias, stride, pad):
    x = np.pad(x, ((pad, pad), (pad, pad), (0, 0)))
    size = kernel.shape[0]
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), (0, 1))[::stride, ::stride]
    return np.einsum("yxcij,ijco->yxo", windows, kernel, optimize=True) + bias


def lrn(x, size, kappa, alpha, beta):
    half = (size - 1) // 2
    squares = np.pad(x**2, ((0, 0), (0, 0), (half, half)))
    total = sum(squares[:, :, k : k + x.shape[2]] for k in range(size))
    return x * (kappa + alpha * total) ** -beta


def pool(x, size, stride, after):
    """`after`: rows and columns of padding below and at the right."""
    x = np.pad(x, ((0, after), (0, after), (0, 0)), constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), (0, 1))[::stride, ::stride].max((3, 4))


def relu(x):
    return np.maximum(x, 0)


# Filters, stride and padding of imagenet-vgg-f.mat; pools are 3x3 by 2.
VGG_F = [
    ("conv1", (11, 11, 3, 64), 4, 0), ("lrn",), ("pool", 1),
    ("conv2", (5, 5, 64, 256), 1, 2), ("lrn",), ("pool", 0),
    ("conv3", (3, 3, 256, 256), 1, 1), ("conv4", (3, 3, 256, 256), 1, 1), ("conv5", (3, 3, 256, 256), 1, 1), ("pool", 0),
    ("fc6", (6, 6, 256, 4096), 1, 0), ("fc7", (1, 1, 4096, 4096), 1, 0),
]
VGG_MEAN = np.array([123.5, 116.25, 103.75])


def vgg_f(whole_mean=None):
    x, layers, last = picture() - (VGG_MEAN if whole_mean is None else whole_mean), {}, None
    for name, *rest in VGG_F:
        if name == "lrn":
            x = lrn(x, 5, 2, 1e-4, 0.75)
        elif name == "pool":
            last = x
            x = pool(x, 3, 2, rest[0])
        else:
            shape, stride, pad = rest
            kernel = values("vgg-f", name, "kernel", shape, "F")
            bias = values("vgg-f", name, "bias", shape[-1:], "F")
            layers[name] = (kernel, bias)
            x = relu(conv(x, kernel.astype(np.float64), bias, stride, pad))
    return x.ravel(), last, layers


VGG_16 = [[(f"conv{b + 1}_{d + 1}", (3, 3, [3, 64, 128, 256, 512][b] if d == 0 else w, w)) for d in range(n)]
          for b, (n, w) in enumerate([(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)])]


def vgg_face():
    x, layers, last = picture() - VGG_MEAN, {}, None

    def step(name, shape, pad):
        kernel = values("vgg-face", name, "kernel", shape, "F")
        bias = values("vgg-face", name, "bias", shape[-1:], "F")
        layers[name] = (kernel, bias)
        return relu(conv(x, kernel.astype(np.float64), bias, 1, pad))

    for block in VGG_16:
        for name, shape in block:
            x = step(name, shape, 1)
        last = x
        x = pool(x, 2, 2, 0)
    x = step("fc6", (7, 7, 512, 4096), 0)
    x = step("fc7", (1, 1, 4096, 4096), 0)
    return x.ravel(), last, layers


def write_mat(path, net, layers, classes, old):
    from scipy.io import savemat

    cells = []
    for name, (kernel, bias) in {**layers, "fc8": (np.zeros((1, 1, 4096, classes), "f4"), np.zeros(classes, "f4"))}.items():
        layer = {"type": "conv", "name": name, "stride": [1, 1], "pad": [0, 0, 0, 0]}
        if old:
            layer |= {"filters": kernel, "biases": bias.reshape(1, -1)}
        else:
            pair = np.empty((1, 2), object)
            pair[0, 0], pair[0, 1] = kernel, bias.reshape(-1, 1)
            layer["weights"] = pair
        cells += [layer, {"type": "relu", "name": name.replace("conv", "relu")}]
    array = np.empty((1, len(cells)), object)
    array[0] = cells
    normalization = {"averageImage": VGG_MEAN.astype(np.float32).reshape(1, 1, 3), "imageSize": [224.0, 224, 3]}
    meta = {"normalization": normalization} if old else {"meta": {"normalization": normalization}}
    savemat(path, {"layers": array, **meta}, do_compression=True)


def show(embedding, last):
    """Last: activations of the last convolution at (y, x) = (2, 9), [channels]."""
    return {
        "embedding": [float(f"{v:.9g}") for v in embedding[:SHOWN]],
        "largest": float(np.abs(embedding).max()),
        "last": [float(f"{v:.9g}") for v in last[2, 5, :SHOWN]],
    }


def keras_net(net, seeds, build, embedding, last, rename=lambda name: name, epsilon=None):
    import keras

    model = build(weights=None)
    if epsilon is not None:
        def clone(layer):
            config = layer.get_config()
            if isinstance(layer, keras.layers.BatchNormalization):
                config["epsilon"] = epsilon
            return type(layer).from_config(config)
        model = keras.models.clone_model(model, clone_function=clone)
    roles = {"kernel": "kernel", "bias": "bias", "gamma": "gamma", "beta": "beta", "moving_mean": "mean", "moving_variance": "variance"}
    for layer in model.layers:
        if layer.weights and layer.name != "predictions":
            layer.set_weights([values(seeds, layer.name, roles[w.name], tuple(w.shape), "C") for w in layer.weights])
    taps = keras.Model(model.input, [model.get_layer(embedding).output, model.get_layer(last).output])
    # Keras' own: blue first, ImageNet's mean subtracted.
    x = keras.applications.imagenet_utils.preprocess_input(picture()[None].copy(), mode="caffe")
    found = taps.predict(x.astype(np.float32), verbose=0)
    if FILES:
        import h5py
        from keras.src.legacy.saving import legacy_h5_format

        with h5py.File(FILES / f"{net}.h5", "w") as file:
            legacy_h5_format.save_weights_to_hdf5_group(file, model)
    return show(found[0][0], found[1][0])


def main():
    result = {}
    embedding, last, layers = vgg_f()
    result["vgg-f"] = show(embedding, last)
    if FILES:
        write_mat(FILES / "imagenet-vgg-f.mat", "vgg-f", layers, 1000, old=False)
    embedding, last, layers = vgg_face()
    result["vgg-face"] = show(embedding, last)
    if FILES:
        write_mat(FILES / "vgg-face.mat", "vgg-face", layers, 2622, old=True)
    import keras

    apps = keras.applications
    result["vgg-16"] = keras_net("vgg-16", "vgg-16", apps.VGG16, "fc2", "block5_conv3")
    result["resnet-50"] = keras_net("resnet-50", "resnet-50", apps.ResNet50, "avg_pool", "conv5_block3_out")
    result["resnet-50-old"] = keras_net("resnet-50-old", "resnet-50", apps.ResNet50, "avg_pool", "conv5_block3_out", epsilon=1e-3)
    OUT.write_text(json.dumps(result, indent=1) + "\n")


main()
