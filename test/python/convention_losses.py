"""The losses of libraries that can be run here, by the row of the table of conventions that describes them.

Each is a function of logits, targets, α and γ; a row with other arguments has another entry. The arguments that the row is asked
with are those of the call. Where a row says `other` of its reduction, the entry says what becomes of the elements.
"""

from __future__ import annotations

import itertools
import numbers
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

os.environ |= {"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"}
sys.path.insert(0, str(Path(sys.prefix) / "libraries"))
sys.path.append(str(Path(sys.prefix) / "tensorflow"))

import keras
import numpy as np
import optax
import tensorflow as tf
import torch
from torch import nn

from library_code import SURROUNDINGS, definitions

Elements = Callable[[np.ndarray], Any]


@dataclass(frozen=True)
class Run:
    """A call of a library's loss. `call` takes logits (or probabilities, where the row says so), targets, α and γ."""

    row: str
    call: Callable[[Any, Any, Any, float], Any]
    classes: bool = False
    given: dict[str, str] = field(default_factory=dict)
    reduced: Elements | None = None
    """What the elements of the formula, (N, C), become where the row says `other`; for classes (N,)."""
    array: Callable[[np.ndarray], Any] = torch.as_tensor
    soft: bool = True


FVCORE = definitions("fvcore/nn/focal_loss.py")
KORNIA = definitions("kornia/losses/_utils.py", "kornia/losses/one_hot.py", "kornia/losses/focal.py")
MONAI = definitions("monai/networks/utils.py", "monai/losses/utils.py", "monai/losses/focal_loss.py")
SMP = definitions("segmentation_models_pytorch/losses/_functional.py", "segmentation_models_pytorch/losses/focal.py")
TORCHSEG = definitions("torchseg/losses/_functional.py", "torchseg/losses/focal.py")
MMPRETRAIN = definitions("mmpretrain/models/losses/utils.py", "mmpretrain/models/losses/focal_loss.py")
MMDET = definitions("mmdet/models/losses/utils.py", "mmdet/models/losses/focal_loss.py")
MMACTION = definitions("mmaction/models/losses/base.py", "mmaction/models/losses/cross_entropy_loss.py", surroundings={**SURROUNDINGS, "ABCMeta": type, "abstractmethod": lambda method: method})
YOLO = definitions("yolov5/utils/loss.py")
ULTRALYTICS = definitions("ultralytics/utils/loss.py")
EFFDET = definitions("effdet/loss.py")
SUPER = definitions("super_gradients/training/losses/focal_loss.py")
TRANSFORMERS = definitions("transformers/loss/loss_for_object_detection.py")
RFDETR = definitions("rfdetr/models/criterion.py", surroundings={**SURROUNDINGS, "NamedTuple": NamedTuple})
TOOLBELT = definitions("pytorch_toolbelt/losses/functional.py", "pytorch_toolbelt/losses/focal.py", surroundings={**SURROUNDINGS, "Tensor": torch.Tensor})
CATALYST_METRICS = definitions("catalyst/metrics/functional/_focal.py")
CATALYST = definitions("catalyst/contrib/losses/focal.py", surroundings={**SURROUNDINGS, "metrics": SimpleNamespace(**CATALYST_METRICS)})
BALANCED = definitions("balanced_loss/losses.py")
CBLOSS = definitions("cbloss/loss.py")
GLASS = definitions("anomalib/models/image/glass/loss.py")
KERAS_BACKEND = SimpleNamespace(clip=np.clip, epsilon=lambda: 1e-12, pow=np.power, power=np.power, log=np.log, mean=np.mean)
MODELS = definitions("segmentation_models/base/functional.py", surroundings={"SMOOTH": 1})
MODELS_3D = definitions("segmentation_models_3D/base/functional.py", surroundings={"SMOOTH": 1, "ops": KERAS_BACKEND, "backend": KERAS_BACKEND})
ADDONS = definitions("tensorflow_addons/losses/focal_loss.py", surroundings={"tf": tf, "K": tf.keras.backend, "LossFunctionWrapper": object, "typechecked": lambda method: method, "FloatTensorLike": object, "TensorLike": object})
CV = definitions("keras_cv/src/losses/focal.py", surroundings={"keras": keras, "ops": keras.ops})
OLD_KERAS = SimpleNamespace(losses=SimpleNamespace(Loss=keras.losses.Loss, Reduction=SimpleNamespace(AUTO="sum_over_batch_size")))
OFFICIAL = definitions("official/vision/losses/focal_loss.py", surroundings={"tf": tf, "tf_keras": OLD_KERAS})
VALIDATION = definitions("focal_loss/utils/validation.py", surroundings={"numbers": numbers})
PACKAGE = definitions("focal_loss/_binary_focal_loss.py", surroundings={"partial": partial, "tf": tf, "_EPSILON": 1e-7, **VALIDATION})
SPARSE = definitions("focal_loss/_categorical_focal_loss.py", surroundings={"itertools": itertools, "tf": tf, "_EPSILON": 1e-7, **SURROUNDINGS, **VALIDATION})


def over_rows(values: np.ndarray) -> Any:
    """A mean over the second axis and a sum over the first."""
    return values.mean(1).sum()


def rounded(array: np.ndarray) -> Any:
    """Keras takes its own type of floats."""
    return array.astype("float32")


def whole(array: np.ndarray) -> Any:
    return array.astype("float32") if array.dtype.kind == "f" else array


def of_index(targets: np.ndarray) -> np.ndarray:
    return np.eye(3, dtype="float32")[targets]


def softmax_of_sigmoids(p: np.ndarray) -> np.ndarray:
    odds = p / (1 - p)
    return odds / odds.sum(1, keepdims=True)


def integers(targets: Any) -> Any:
    return targets.long()


BINARY_BALANCED = {"apply_class_balancing": "True"}
keras_binary = keras.losses.BinaryFocalCrossentropy
keras_categorical = keras.losses.CategoricalFocalCrossentropy

RUNS = [
    Run("fvcore.sigmoid_focal_loss", lambda x, t, a, g: FVCORE["sigmoid_focal_loss"](x, t, a, g)),
    Run("kornia.binary_focal_loss_with_logits", lambda x, t, a, g: KORNIA["binary_focal_loss_with_logits"](x, t, a, g)),
    Run("kornia.BinaryFocalLossWithLogits", lambda x, t, a, g: KORNIA["BinaryFocalLossWithLogits"](a, g)(x, t)),
    Run("kornia.focal_loss", lambda x, t, a, g: KORNIA["focal_loss"](x, t, a, g).sum(1), classes=True),
    Run("kornia.FocalLoss", lambda x, t, a, g: KORNIA["FocalLoss"](a, g)(x, t).sum(1), classes=True),
    Run("monai.FocalLoss", lambda x, t, a, g: MONAI["FocalLoss"](gamma=g, alpha=a)(x, t)),
    Run("monai.sigmoid_focal_loss", lambda x, t, a, g: MONAI["sigmoid_focal_loss"](x, t, g, a)),
    Run("segmentation_models_pytorch.FocalLoss", lambda x, t, a, g: SMP["FocalLoss"]("binary", a, g)(x, t), given={"mode": "'binary'"}),
    Run("torchseg.FocalLoss", lambda x, t, a, g: TORCHSEG["FocalLoss"]("binary", a, g)(x, t), given={"mode": "'binary'"}),
    Run("mmpretrain.FocalLoss", lambda x, t, a, g: MMPRETRAIN["FocalLoss"](g, a)(x, t)),
    Run("mmdet.sigmoid_focal_loss", lambda x, t, a, g: MMDET["py_sigmoid_focal_loss"](x, t, None, g, a)),
    Run("mmdet.FocalLoss", lambda x, t, a, g: MMDET["FocalLoss"](gamma=g, alpha=a)(x, t)),
    Run("mmdet.FocalLoss", lambda x, t, a, g: MMDET["FocalLoss"](gamma=g, alpha=a, activated=True)(x, integers(t)), given={"activated": "True"}, soft=False),
    Run("mmaction.CBFocalLoss", lambda x, t, a, g: MMACTION["CBFocalLoss"](samples_per_cls=[5, 5, 5], gamma=g)._forward(x, t.argmax(1)), reduced=lambda v: v.sum() / len(v), soft=False),
    Run("yolov5.FocalLoss", lambda x, t, a, g: YOLO["FocalLoss"](nn.BCEWithLogitsLoss(), g, a)(x, t), reduced=np.mean),
    Run("yolov5.QFocalLoss", lambda x, t, a, g: YOLO["QFocalLoss"](nn.BCEWithLogitsLoss(), g, a)(x, t), reduced=np.mean, soft=False),
    Run("super_gradients.FocalLoss", lambda x, t, a, g: SUPER["FocalLoss"](nn.BCEWithLogitsLoss(), g, a)(x, t), reduced=np.mean),
    Run("ultralytics.FocalLoss", lambda x, t, a, g: ULTRALYTICS["FocalLoss"](g, a)(x, t), reduced=over_rows),
    Run("effdet.new_focal_loss", lambda x, t, a, g: EFFDET["new_focal_loss"](x, t, a, g, 2.0, 0.0), reduced=lambda v: v / 2),
    Run("effdet.focal_loss_legacy", lambda x, t, a, g: EFFDET["focal_loss_legacy"](x, t, a, g, 2.0), reduced=lambda v: v / 2, soft=False),
    Run("detr.sigmoid_focal_loss", lambda x, t, a, g: TRANSFORMERS["sigmoid_focal_loss"](x, t, 3.0, a, g), reduced=lambda v: over_rows(v) / 3),
    Run("detr.sigmoid_focal_loss", lambda x, t, a, g: RFDETR["sigmoid_focal_loss"](x, t, 3.0, a, g), reduced=lambda v: over_rows(v) / 3),
    Run("pytorch_toolbelt.BinaryFocalLoss", lambda x, t, a, g: TOOLBELT["BinaryFocalLoss"](a, g)(x, t)),
    Run("pytorch_toolbelt.focal_loss_with_logits", lambda x, t, a, g: TOOLBELT["focal_loss_with_logits"](x, t, g, a)),
    Run("catalyst.FocalLossBinary", lambda x, t, a, g: CATALYST["FocalLossBinary"](gamma=g, alpha=a)(x, t)),
    Run("catalyst.sigmoid_focal_loss", lambda x, t, a, g: CATALYST_METRICS["sigmoid_focal_loss"](x, t, g, a)),
    Run("balanced_loss.Loss", lambda x, t, a, g: BALANCED["Loss"]("focal_loss", fl_gamma=g)(x, t.argmax(1)), reduced=lambda v: v.sum() / len(v), soft=False),
    Run("cbloss.FocalLoss", lambda x, t, a, g: CBLOSS["FocalLoss"](2, a, g)(x, t), soft=False),
    Run("cbloss.FocalLoss", lambda x, t, a, g: CBLOSS["FocalLoss"](3, a, g)(x, t), classes=True),
    Run("segmentation_models.BinaryFocalLoss", lambda x, t, a, g: MODELS["binary_focal_loss"](t, x, g, a, backend=KERAS_BACKEND), array=np.asarray),
    Run("segmentation_models.BinaryFocalLoss", lambda x, t, a, g: MODELS_3D["binary_focal_loss"](t, x, g, a, ops=KERAS_BACKEND, backend=KERAS_BACKEND), array=np.asarray),
    Run("anomalib.FocalLoss", lambda x, t, a, g: GLASS["FocalLoss"](alpha=a, gamma=g, smooth=0)(torch.stack([1 - x.flatten(), x.flatten()], 1), t.reshape(-1, 1)), soft=False),
    Run("anomalib.FocalLoss", lambda x, t, a, g: GLASS["FocalLoss"](alpha=a, gamma=g, balance_index=1, smooth=0)(torch.stack([1 - x.flatten(), x.flatten()], 1), t.reshape(-1, 1)), given={"balance_index": "1"}, soft=False),
    Run("optax.sigmoid_focal_loss", lambda x, t, a, g: optax.losses.sigmoid_focal_loss(x, t, alpha=a, gamma=g), array=rounded),
    Run("keras.BinaryFocalCrossentropy", lambda x, t, a, g: keras_binary(alpha=a, gamma=g)(t, x), array=rounded),
    Run("keras.BinaryFocalCrossentropy", lambda x, t, a, g: keras_binary(True, a, g)(t, x), given=BINARY_BALANCED, array=rounded),
    Run("keras.BinaryFocalCrossentropy", lambda x, t, a, g: keras_binary(True, a, g, from_logits=True)(t, x), given={**BINARY_BALANCED, "from_logits": "True"}, array=rounded),
    Run("keras.binary_focal_crossentropy", lambda x, t, a, g: keras.losses.binary_focal_crossentropy(t, x, True, a, g), given=BINARY_BALANCED, array=rounded, reduced=lambda v: v.mean(-1)),
    Run("keras.CategoricalFocalCrossentropy", lambda x, t, a, g: keras_categorical(a, g, from_logits=True)(of_index(t), x), given={"from_logits": "True"}, classes=True, array=whole),
    Run("keras.categorical_focal_crossentropy", lambda x, t, a, g: keras.losses.categorical_focal_crossentropy(of_index(t), x, a, g, from_logits=True), given={"from_logits": "True"}, classes=True, array=whole, reduced=lambda v: v),
    Run("keras.CategoricalFocalCrossentropy", lambda x, t, a, g: keras_categorical(a, g, from_logits=True, axis=1)(of_index(t), x), given={"from_logits": "True"}, classes=True, array=whole),
    Run("tfa.sigmoid_focal_crossentropy", lambda x, t, a, g: ADDONS["sigmoid_focal_crossentropy"](t, x, a, g), array=rounded, reduced=lambda v: v.sum(-1)),
    Run("tfa.sigmoid_focal_crossentropy", lambda x, t, a, g: ADDONS["sigmoid_focal_crossentropy"](t, x, a, g, True), given={"from_logits": "True"}, array=rounded, reduced=lambda v: v.sum(-1)),
    Run("keras_cv.FocalLoss", lambda x, t, a, g: CV["FocalLoss"](a, g, True).call(t, x), given={"from_logits": "True"}, array=rounded, reduced=lambda v: v.sum(-1), soft=False),
    Run("tensorflow_models.FocalLoss", lambda x, t, a, g: OFFICIAL["FocalLoss"](a, g, reduction="sum_over_batch_size")(t, x), array=rounded, soft=False),
    Run("focal_loss.binary_focal_loss", lambda x, t, a, g: PACKAGE["binary_focal_loss"](t, x, g), array=rounded),
    Run("focal_loss.binary_focal_loss", lambda x, t, a, g: PACKAGE["binary_focal_loss"](t, x, g, from_logits=True), given={"from_logits": "True"}, array=rounded),
    Run("focal_loss.sparse_categorical_focal_loss", lambda x, t, a, g: SPARSE["sparse_categorical_focal_loss"](t, x, g, from_logits=True), given={"from_logits": "True"}, classes=True, array=whole),
    Run("monai.FocalLoss", lambda x, t, a, g: MONAI["FocalLoss"](to_onehot_y=True, gamma=g, alpha=a, use_softmax=True, reduction="none")(x, t.unsqueeze(1)).sum(1), given={"use_softmax": "True"}, classes=True, reduced=lambda v: v),
    Run("monai.softmax_focal_loss", lambda x, t, a, g: MONAI["softmax_focal_loss"](x, torch.nn.functional.one_hot(t, 3).to(x), g, a).sum(1), classes=True),
    Run("segmentation_models.CategoricalFocalLoss", lambda x, t, a, g: 3 * MODELS["categorical_focal_loss"](np.eye(3)[t], softmax_of_sigmoids(x), g, a, backend=KERAS_BACKEND), classes=True, array=np.asarray),
]
