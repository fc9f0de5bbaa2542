import { describe, expect, it } from 'vitest';
import { summaryOf } from './parse';

const python = (text: string) => summaryOf(text, 'python');

describe('calls in Python', () => {
  it('are found for imported callables under any name, with keyword and positional arguments', async () => {
    expect(
      await python(
        `from torchvision.ops import sigmoid_focal_loss as fl
from torchvision import ops
import torchvision
a = fl(x, y, 0.3, 1.5)
b = ops.sigmoid_focal_loss(x, y, gamma=1)
c = torchvision.ops.sigmoid_focal_loss(x, y, alpha=-1)
`,
      ),
    ).toEqual([
      '0.3 → alpha 0.3 of fl (torchvision.sigmoid_focal_loss)',
      '1.5 → gamma 1.5 of fl (torchvision.sigmoid_focal_loss)',
      'gamma=1 → gamma 1 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
      'alpha=-1 → alpha -1 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
    ]);
  });

  it.each([
    ['from keras.losses import BinaryFocalCrossentropy as B', 'B', 'keras.BinaryFocalCrossentropy'],
    ['import tensorflow as tf', 'tf.keras.losses.BinaryFocalCrossentropy', 'keras.BinaryFocalCrossentropy'],
    [
      'from tensorflow import keras',
      'keras.losses.CategoricalFocalCrossentropy',
      'keras.CategoricalFocalCrossentropy',
    ],
    [
      'import tensorflow_addons as tfa',
      'tfa.losses.SigmoidFocalCrossEntropy',
      'tfa.SigmoidFocalCrossEntropy',
    ],
    [
      'import segmentation_models_pytorch as smp',
      'smp.losses.FocalLoss',
      'segmentation_models_pytorch.FocalLoss',
    ],
    ['from monai.losses import FocalLoss', 'FocalLoss', 'monai.FocalLoss'],
    ['from monai.losses import *', 'FocalLoss', 'monai.FocalLoss'],
    ['import kornia as K', 'K.losses.FocalLoss', 'kornia.FocalLoss'],
    ['import optax', 'optax.losses.sigmoid_focal_loss', 'optax.sigmoid_focal_loss'],
    ['from fvcore.nn import sigmoid_focal_loss_jit', 'sigmoid_focal_loss_jit', 'fvcore.sigmoid_focal_loss'],
    ['import paddle.nn.functional as F', 'F.sigmoid_focal_loss', 'paddle.sigmoid_focal_loss'],
    ['from yolov5.utils.loss import FocalLoss', 'FocalLoss', 'yolov5.FocalLoss'],
    ['from .segmentation import sigmoid_focal_loss', 'sigmoid_focal_loss', 'detr.sigmoid_focal_loss'],
    ['from mmdet.models.losses import FocalLoss', 'FocalLoss', 'mmdet.FocalLoss'],
  ])('%s', async (imports, callee, convention) => {
    const [line] = await python(`${imports}\nloss = ${callee}(gamma=2.0)\n`);
    expect(line).toBe(`gamma=2.0 → gamma 2 of ${callee.split('.').at(-1)} (${convention})`);
  });

  it('are not of a library where the import is of a file of the project', async () => {
    expect(await python('from .focal_loss import BinaryFocalLoss\nf = BinaryFocalLoss(gamma=2)\n')).toEqual([
      'gamma=2 → gamma 2 of BinaryFocalLoss',
    ]);
    expect(await python('from utils.loss import FocalLoss\nf = FocalLoss(alpha=0.5)\n')).toEqual([
      'alpha=0.5 → alpha 0.5 of FocalLoss',
    ]);
  });

  it("use the library's positions: YOLOv5 and OpenMMLab have γ first", async () => {
    expect(await python('from utils.loss import FocalLoss\nf = FocalLoss(alpha=0.5)\n')).toEqual([
      'alpha=0.5 → alpha 0.5 of FocalLoss',
    ]);
    expect(await python('from yolov5.utils.loss import FocalLoss\nf = FocalLoss(bce, 1.5, 0.5)\n')).toEqual([
      '1.5 → gamma 1.5 of FocalLoss (yolov5.FocalLoss)',
      '0.5 → alpha 0.5 of FocalLoss (yolov5.FocalLoss)',
    ]);
  });

  it('are found by keyword, but not by position, for a focal loss of an unknown module', async () => {
    expect(await python('from mine import FocalLoss\nf = FocalLoss(0.5, gamma=2)\n')).toEqual([
      'gamma=2 → gamma 2 of FocalLoss',
    ]);
  });

  it('are found through partial, renaming and factories', async () => {
    expect(
      await python(`from functools import partial
from torchvision.ops import sigmoid_focal_loss
loss = partial(sigmoid_focal_loss, alpha=0.5)
other = sigmoid_focal_loss
value = other(x, y, 0.75)
made = get_loss('focal', gamma=3)
`),
    ).toEqual([
      'alpha=0.5 → alpha 0.5 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
      '0.75 → alpha 0.75 of other (torchvision.sigmoid_focal_loss)',
      'gamma=3 → gamma 3 of focal',
    ]);
  });

  it('evaluate constants, None, lists, signs and arithmetic, and leave other values unknown', async () => {
    const values = ['1e-1', '1_0.5', 'None', '[0.25, 0.75]', '-1', '1 / 4', 'ALPHA', 'args.alpha', 'f(x)'];
    const text = `ALPHA = 0.3\n${values.map((value) => `FocalLoss(alpha=${value})`).join('\n')}\n`;
    const shown = (await python(text)).map((line) => /→ alpha (.+) of/.exec(line)?.[1]);
    expect(shown).toEqual(['0.3', '0.1', '10.5', 'none', '[0.25, 0.75]', '-1', '0.25', '0.3', '?', '?']);
  });

  it('do not treat a name that is assigned twice as a constant', async () => {
    expect(await python('g = 1.0\ng = 2.0\nFocalLoss(gamma=g)\n')).toEqual([
      'gamma=g → gamma ? of FocalLoss',
    ]);
  });
});

describe('configs in Python', () => {
  it('are found through a function that hands its parameters or its named arguments on', async () => {
    const text = `def build(args, alpha=0.25, gamma=2.0):
    return FocalLoss(alpha=alpha, gamma=gamma)

def make(**options):
    return FocalLoss(**options)

class Trainer:
    def __init__(self, lr, **loss):
        self.loss = FocalLoss(**loss)

a = make(gamma=3)
b = Trainer(0.1, alpha=0.3)
c = other(gamma=4)
`;
    expect(await python(text)).toEqual([
      'alpha=0.25 → alpha 0.25 of FocalLoss',
      'gamma=2.0 → gamma 2 of FocalLoss',
      'alpha=alpha → alpha 0.25 of FocalLoss',
      'gamma=gamma → gamma 2 of FocalLoss',
      'gamma=3 → gamma 3 of FocalLoss',
      'alpha=0.3 → alpha 0.3 of FocalLoss',
    ]);
  });

  it('are found in the code of a script that computes the loss, and not beside it', async () => {
    const text = `gamma = 2.0
lr_gamma = 0.1
logits = model(x)
y = labels.float()
p = torch.sigmoid(logits)
ce = F.binary_cross_entropy_with_logits(logits, y, reduction='none')
loss = (1 - (p * y + (1 - p) * (1 - y))) ** gamma * ce

def schedule(gamma=0.1):
    return gamma
`;
    expect(await python(text)).toEqual(['gamma = 2.0 → gamma 2 of –', 'gamma → gamma 2 of –']);
  });

  it('tell the library of a registry name from the key of the loss', async () => {
    const text = `decode_head = dict(loss_decode=[dict(type='FocalLoss', alpha=0.5)])
auxiliary_head = dict(loss_decode=dict(type='FocalLoss', alpha=0.4))
model = dict(head=dict(type='LinearClsHead', loss=dict(type='FocalLoss', alpha=0.3)))
bbox_head = dict(loss=dict(type='FocalLoss', alpha=0.2))
`;
    expect(await python(text)).toEqual([
      'alpha=0.5 → alpha 0.5 of FocalLoss (mmseg.FocalLoss)',
      'alpha=0.4 → alpha 0.4 of FocalLoss (mmseg.FocalLoss)',
      'alpha=0.3 → alpha 0.3 of FocalLoss (mmpretrain.FocalLoss)',
      'alpha=0.2 → alpha 0.2 of FocalLoss (mmdet.FocalLoss)',
    ]);
  });

  it('leave the other parameters of a library alone that have α or γ in their name', async () => {
    const text = `from transformers import RTDetrConfig
c = RTDetrConfig(focal_loss_alpha=0.6, matcher_alpha=0.25, matcher_gamma=2.0)
`;
    expect(await python(text)).toEqual([
      'focal_loss_alpha=0.6 → alpha 0.6 of RTDetrConfig (transformers.RTDetrConfig)',
    ]);
  });

  it('are found by OpenMMLab’s registry names', async () => {
    expect(
      await python(`head = dict(
    loss_cls=dict(type='FocalLoss', use_sigmoid=True, gamma=2.0, alpha=0.25),
    loss_heatmap=dict(type='GaussianFocalLoss', alpha=2.0),
    decode=dict(type='mmseg.FocalLoss', alpha=0.5),
)
`),
    ).toEqual([
      'gamma=2.0 → gamma 2 of FocalLoss (mmdet.FocalLoss)',
      'alpha=0.25 → alpha 0.25 of FocalLoss (mmdet.FocalLoss)',
      'alpha=2.0 → alpha 2 of GaussianFocalLoss (mmdet.GaussianFocalLoss)',
      'alpha=0.5 → alpha 0.5 of FocalLoss (mmseg.FocalLoss)',
    ]);
  });

  it('are found by the mapping’s own name and through carrier keys', async () => {
    expect(
      await python(`config = {
    'focal_loss': {'params': {'gamma': 2.0}},
    'scheduler': {'params': {'gamma': 0.1}},
}
`),
    ).toEqual(["'gamma': 2.0 → gamma 2 of focal_loss"]);
  });

  it('are found in settings with unambiguous names', async () => {
    expect(
      await python(`cfg.MODEL.RETINANET.FOCAL_LOSS_GAMMA = 1.5
hyp['fl_gamma'] = 1.0
model = Detector(focal_alpha=0.25)
`),
    ).toEqual([
      'FOCAL_LOSS_GAMMA = 1.5 → gamma 1.5 of – (detectron2.RetinaNet)',
      "fl_gamma'] = 1.0 → gamma 1 of – (yolov5.FocalLoss)",
      'focal_alpha=0.25 → alpha 0.25 of Detector',
    ]);
  });
});

describe('values in Python', () => {
  it.each([
    ['torch.tensor([0.25, 0.75])', '[0.25, 0.75]'],
    ['np.array([[0.25, 0.25, 0.5]])', '[0.25, 0.25, 0.5]'],
    ['torch.tensor(0.3)', '0.3'],
    ['torch.rand(2)', '?'],
    ['torch.tensor(weights)', '?'],
  ])('alpha=%s', async (written, value) => {
    const [line] = await python(`loss = FocalLoss(alpha=${written})\n`);
    expect(line?.split(' → ')[1]).toBe(`alpha ${value} of FocalLoss`);
  });

  it('of a hyperparameter search are not taken for class weights', async () => {
    expect(await python('meta = {"fl_gamma": (0, 0.0, 2.0)}\n')).toEqual([
      '"fl_gamma": (0, 0.0, 2.0) → gamma ? of – (yolov5.FocalLoss)',
    ]);
  });

  it('are found in the text by which CatBoost names its own', async () => {
    const text = `# focal
CatBoostClassifier(loss_function="Focal:focal_alpha=0.25;focal_gamma=2.0", eval_metric='Logloss')
`;
    expect(await python(text)).toEqual([
      'focal_alpha=0.25 → alpha 0.25 of Focal (catboost.Focal)',
      'focal_gamma=2.0 → gamma 2 of Focal (catboost.Focal)',
    ]);
  });
});
