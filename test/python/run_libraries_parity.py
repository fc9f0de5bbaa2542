"""Runs the focal losses of libraries and what the evaluator has for them, and compares values, gradients and exceptions."""

from __future__ import annotations

import types
import warnings

import torch

from library_code import SURROUNDINGS, definitions, module
from run_cases import binary, classes, loss, losses_of, one_hot, probabilities
from run_harness import compared
from run_parity import expected

FVCORE = definitions("fvcore/nn/focal_loss.py")
KORNIA = definitions("kornia/losses/_utils.py", "kornia/losses/one_hot.py", "kornia/losses/focal.py")
MONAI = definitions("monai/networks/utils.py", "monai/losses/utils.py", "monai/losses/focal_loss.py")
SMP = definitions("segmentation_models_pytorch/losses/_functional.py", "segmentation_models_pytorch/losses/focal.py")
MMPRETRAIN = definitions("mmpretrain/models/losses/utils.py", "mmpretrain/models/losses/focal_loss.py")
MMCLS = definitions("mmcls/models/losses/utils.py", "mmcls/models/losses/focal_loss.py")
TRANSFORMERS = definitions("transformers/loss/loss_for_object_detection.py")
MMDET = definitions("mmdet/models/losses/utils.py", "mmdet/models/losses/focal_loss.py")
YOLO = definitions("yolov5/utils/loss.py")
ULTRALYTICS = definitions("ultralytics/utils/loss.py")
TOOLBELT = definitions(
    "pytorch_toolbelt/losses/functional.py",
    "pytorch_toolbelt/losses/focal.py",
    surroundings={**SURROUNDINGS, "Tensor": torch.Tensor},
)
CATALYST_METRICS = definitions("catalyst/metrics/functional/_focal.py")
CATALYST = definitions("catalyst/contrib/losses/focal.py", surroundings={**SURROUNDINGS, "metrics": types.SimpleNamespace(**CATALYST_METRICS)})


module("fvcore.nn", FVCORE)
module("pytorch_toolbelt.losses", TOOLBELT)
module("pytorch_toolbelt.losses.functional", TOOLBELT)
module("catalyst.metrics.functional", CATALYST_METRICS)
module("catalyst.contrib.losses", CATALYST)
module("kornia.losses", KORNIA)
module("monai.losses", MONAI)
module("segmentation_models_pytorch.losses", SMP)
module("mmdet.models.losses", MMDET)
module("mmdet.models.losses.utils", MMDET)
module("mmpretrain.models.losses", MMPRETRAIN)
module("mmpretrain.models.losses.utils", MMPRETRAIN)
module("mmcls.models.losses", MMCLS)
module("transformers.loss.loss_for_object_detection", {"sigmoid_focal_loss": TRANSFORMERS["sigmoid_focal_loss"]})
module("yolov5.utils.loss", YOLO)
module("ultralytics.utils.loss", {name: ULTRALYTICS[name] for name in ("FocalLoss",)})

CALLS = {
    "from torchvision.ops import sigmoid_focal_loss": (
        ["sigmoid_focal_loss(x, t)", "sigmoid_focal_loss(x, t, alpha=-1, gamma=1.5, reduction='mean')", "sigmoid_focal_loss(x, t, 0.6, 3, 'sum')"],
        [binary(4, 3), binary(5)],
    ),
    "from fvcore.nn import sigmoid_focal_loss, sigmoid_focal_loss_star": (
        ["sigmoid_focal_loss(x, t)", "sigmoid_focal_loss(x, t, alpha=0.25, reduction='mean')", "sigmoid_focal_loss_star(x, t, 0.3, 2, 'sum')"],
        [binary(4, 3)],
    ),
    "from kornia.losses import FocalLoss, focal_loss": (
        ["FocalLoss(0.5)(x, t)", "FocalLoss(0.25, 1.5, 'mean')(x, t)", "FocalLoss(None, reduction='sum')(x, t)", "focal_loss(x, t, 0.5, weight=torch.arange(1, 4).to(x))", "FocalLoss(0.5, reduction='average')(x, t)"],
        [classes(3), classes(3, 2, 2, rows=2), classes(3, ignored=-100)],
    ),
    "from kornia.losses import BinaryFocalLossWithLogits": (
        ["BinaryFocalLossWithLogits(0.25)(x, t)", "BinaryFocalLossWithLogits(None, 1.5, 'mean')(x, t)", "BinaryFocalLossWithLogits(0.6, pos_weight=torch.arange(1, 4).to(x), reduction='sum')(x, t)"],
        [binary(4, 3), binary(3)],
    ),
    "from monai.losses import FocalLoss": (
        ["FocalLoss()(x, t)", "FocalLoss(alpha=0.25, gamma=1.5, reduction='none')(x, t)", "FocalLoss(use_softmax=True, alpha=0.3, reduction='sum')(x, t)", "FocalLoss(include_background=False, weight=[1.0, 2.0])(x, t)", "FocalLoss(reduction='average')(x, t)"],
        [one_hot(3)],
    ),
    "from monai.losses import FocalLoss as Focal": (
        ["Focal(to_onehot_y=True, use_softmax=True)(x, t.unsqueeze(1))", "Focal(to_onehot_y=True, alpha=[0.2, 0.3, 0.5])(x, t.unsqueeze(1))"],
        [classes(3, 2, 2, rows=2), classes(3)],
    ),
    "from segmentation_models_pytorch.losses import FocalLoss": (
        ["FocalLoss('binary')(x, t)", "FocalLoss('binary', alpha=0.25, ignore_index=1)(x, t)", "FocalLoss('multilabel', alpha=0.6, gamma=3, normalized=True)(x, t)", "FocalLoss('multilabel', reduced_threshold=0.5, class_weights=[1.0, 2.0, 0.5])(x, t)", "FocalLoss('binary', class_weights=[1.0])(x, t)"],
        [binary(4, 3)],
    ),
    "from segmentation_models_pytorch.losses import FocalLoss as Focal": (
        ["Focal('multiclass', alpha=0.25)(x, t)", "Focal('multiclass', ignore_index=255)(x, t)"],
        [classes(3, 2, 2, rows=2, ignored=255)],
    ),
    "from mmdet.models.losses import FocalLoss": (
        ["FocalLoss()(x, t)", "FocalLoss(gamma=1.5, alpha=0.6, reduction='sum', loss_weight=2.0)(x, t)", "FocalLoss()(x, t, avg_factor=3.0)", "FocalLoss(use_sigmoid=False)(x, t)"],
        [binary(4, 3), classes(3)],
    ),
    "from mmdet.models.losses import FocalLoss as Activated": (
        ["Activated(activated=True)(x, t)"],
        [probabilities(4, 3)],
    ),
    "from mmdet.models.losses import sigmoid_focal_loss, py_sigmoid_focal_loss": (
        ["py_sigmoid_focal_loss(x, t, torch.arange(1, 5).to(x), 1.5, 0.6)", "py_sigmoid_focal_loss(x, t, t + 1, reduction='sum')", "py_sigmoid_focal_loss(x, t, reduction='average')", "py_sigmoid_focal_loss(x, t, reduction='sum', avg_factor=3.0)"],
        [binary(4, 3)],
    ),
    "from mmdet.models.losses.utils import reduce_loss, weight_reduce_loss": (
        ["weight_reduce_loss(x * x, t)", "weight_reduce_loss(x * x, None, 'sum')", "weight_reduce_loss(x * x, t, avg_factor=2.0)", "weight_reduce_loss(x * x, t, 'none', 2.0)", "weight_reduce_loss(x * x, t, 'sum', 2.0)", "reduce_loss(x, 'none')", "reduce_loss(x, 'elementwise_mean')", "reduce_loss(x, 'average')"],
        [binary(4, 3)],
    ),
    "from mmpretrain.models.losses import FocalLoss": (
        ["FocalLoss()(x, t)", "FocalLoss(1.5, 0.6, 'sum', 2.0)(x, t)", "FocalLoss()(x, t, torch.arange(1, 7).to(x), avg_factor=3.0)", "FocalLoss()(x, t, avg_factor=3.0, reduction_override='none')"],
        [binary(6, 3), classes(3)],
    ),
    "from mmpretrain.models.losses.utils import weight_reduce_loss": (
        ["weight_reduce_loss(x * x, t, avg_factor=2.0)", "weight_reduce_loss(x * x, t, avg_factor=0.0)"],
        [binary(4, 3)],
    ),
    "from mmcls.models.losses import FocalLoss": (
        ["FocalLoss()(x, t)", "FocalLoss(1.5, 0.6, 'none')(x, t)"],
        [binary(6, 3), classes(3)],
    ),
    "from transformers.loss.loss_for_object_detection import sigmoid_focal_loss": (
        ["sigmoid_focal_loss(x, t, 3.0)", "sigmoid_focal_loss(x, t, 2.0, alpha=-1, gamma=1.5)", "sigmoid_focal_loss(x, t, 2.0, 0.6)"],
        [binary(4, 3), binary(5)],
    ),
    "from pytorch_toolbelt.losses.functional import focal_loss_with_logits": (
        ["focal_loss_with_logits(x, t)", "focal_loss_with_logits(x, t, 1.5, None, 'batchwise_mean')", "focal_loss_with_logits(x, t, normalized=True, ignore_index=0)", "focal_loss_with_logits(x, t, activation='softmax', softmax_dim=-1, class_weights=torch.arange(1, 4).float(), reduction='sum')"],
        [binary(4, 3)],
    ),
    "from pytorch_toolbelt.losses import BinaryFocalLoss, CrossEntropyFocalLoss": (
        ["BinaryFocalLoss(0.25)(x, t)", "BinaryFocalLoss(class_weights=[1.0, 2.0, 0.5], reduction='none')(x, t)", "CrossEntropyFocalLoss()(x.float(), t)", "CrossEntropyFocalLoss(1.5, 'sum', ignore_index=1)(x.float(), t)", "CrossEntropyFocalLoss(normalized=True)(x.float(), t)"],
        [classes(3), classes(3, 2, 2, rows=2)],
    ),
    "from catalyst.metrics.functional import reduced_focal_loss, sigmoid_focal_loss": (
        ["sigmoid_focal_loss(x, t)", "sigmoid_focal_loss(x, t, 1.5, None, 'sum')", "reduced_focal_loss(x, t)", "reduced_focal_loss(x, t, 0.3, reduction='batchwise_mean')"],
        [binary(4, 3)],
    ),
    "from catalyst.contrib.losses import FocalLossBinary": (
        ["FocalLossBinary()(x, t)", "FocalLossBinary(ignore=0, gamma=1.5)(x, t)", "FocalLossBinary(reduced=True, reduction='sum')(x, t)"],
        [binary(4, 3)],
    ),
    "from catalyst.contrib.losses import FocalLossMultiClass": (
        ["FocalLossMultiClass()(x, t)", "FocalLossMultiClass(ignore=1, alpha=0.6)(x, t)"],
        [classes(3)],
    ),
    "from yolov5.utils.loss import FocalLoss": (
        ["FocalLoss(nn.BCEWithLogitsLoss())(x, t)", "FocalLoss(nn.BCEWithLogitsLoss(reduction='sum'), 2.0, 0.6)(x, t)"],
        [binary(4, 3)],
    ),
    "from ultralytics.utils.loss import FocalLoss": (
        ["FocalLoss()(x, t)", "FocalLoss(2.0, 0.0)(x, t)"],
        [binary(4, 3)],
    ),
}
DECORATED = """
from mmdet.models.losses.utils import weighted_loss

@weighted_loss
def focal(pred, target, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(pred, target, reduction='none')
    return (1 - torch.exp(-ce)) ** gamma * ce
"""
SUBCLASS = """
from monai.losses import FocalLoss

class Scaled(FocalLoss):
    def __init__(self, scale=2.0, **settings):
        super().__init__(**settings)
        self.scale = scale

    def forward(self, input, target):
        return self.scale * super().forward(input, target)
"""

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for source, (calls, inputs) in CALLS.items():
        for call in calls:
            for at, make in enumerate(inputs):
                loss(f"{source}: {call}, {at}", source, call, make)
    for call in ["focal(x, t)", "focal(x, t, t + 1, reduction='sum', gamma=1.5)", "focal(x, t, avg_factor=2.0)"]:
        loss(f"weighted_loss: {call}", DECORATED, call, binary(4, 3))
    loss("subclass", SUBCLASS, "Scaled(gamma=3.0, alpha=0.25)(x, t)", one_hot(3))
    compared(losses_of("torch"), expected)
