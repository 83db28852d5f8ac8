"""Small MATLAB files as scipy writes them, for test/training/models/published/mat-file.test.ts.

    python -m venv v && v/bin/pip install numpy scipy
    v/bin/python scripts/references/mat-files.py
"""
from pathlib import Path

import numpy as np
from scipy.io import savemat

OUT = Path(__file__).parents[2] / "test/training/models/published/fixtures"


def cells(*items):
    array = np.empty((1, len(items)), object)
    for i, item in enumerate(items):
        array[0, i] = item
    return array


def conv(name, shape, new):
    filters = np.arange(np.prod(shape), dtype=np.float32).reshape(shape) / 4
    biases = -np.arange(shape[-1], dtype=np.float32)
    head = {"type": "conv", "name": name, "stride": [4.0, 4], "pad": [0.0, 1, 0, 1]}
    if new:
        return {**head, "weights": cells(filters, biases.reshape(-1, 1)), "opts": np.zeros((0, 0))}
    return {**head, "filters": filters, "biases": biases.reshape(1, -1)}


def net(new):
    layers = cells(
        conv("conv1", (3, 2, 3, 4), new),
        {"type": "relu", "name": "relu1", "weights": np.zeros((0, 0))},
        {"type": "lrn", "name": "norm1", "param": [5, 2, 1e-4, 0.75]},
        conv("fc6", (2, 2, 4, 5), new),
        {"type": "softmax", "name": "prob"},
    )
    picture = np.arange(2 * 3 * 3, dtype=np.float32).reshape(2, 3, 3)
    normalization = {"averageImage": picture, "imageSize": [224.0, 224, 3], "keepAspect": True}
    classes = {"description": cells("Schönbrunn", "cat"), "name": cells("n01", "n02")}
    rest = {"normalization": normalization, "classes": classes}
    return {"layers": layers, **({"meta": rest} if new else rest)}


OUT.mkdir(parents=True, exist_ok=True)
savemat(OUT / "new-compressed.mat", net(True), do_compression=True)
savemat(OUT / "new-plain.mat", net(True), do_compression=False)
savemat(OUT / "old-compressed.mat", net(False), do_compression=True)
whole = {
    "doubles": np.linspace(0, 1, 6).reshape(2, 3),
    "bytes": np.arange(12, dtype=np.uint8).reshape(3, 4),
    "shorts": np.array([[-3, 300]], np.int16),
    "truth": np.array([[True, False]]),
    "complex": np.array([[1 + 2j, 3 - 4j]]),
    "text": "Grüße",
    "nothing": np.zeros((0, 3)),
    "structs": np.array([[(1.0, "a"), (2.0, "b")]], dtype=[("x", object), ("y", object)]),
    "nested": cells(cells(np.float32(7)), {"deep": {"deeper": cells("end")}}),
}
savemat(OUT / "kinds.mat", whole, do_compression=True)
