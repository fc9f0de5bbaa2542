import { Builtin, ClassValue } from '../../language/values';
import { functional, LOSS, MODULE, WEIGHTED_LOSS } from './modules';

const REDUCTION = "size_average=None, reduce=None, reduction='mean'";
const WEIGHTED = `weight=None, ${REDUCTION}`;
const OF_INDICES = "weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'";

/** Losses of a prediction and a target: the class, the function and the parameters of the constructor. */
const LOSSES: readonly (readonly [string, string, string])[] = [
  ['MSELoss', 'mse_loss', REDUCTION],
  ['L1Loss', 'l1_loss', REDUCTION],
  ['SmoothL1Loss', 'smooth_l1_loss', `${REDUCTION}, beta=1.0`],
  ['HuberLoss', 'huber_loss', "reduction='mean', delta=1.0"],
  ['BCEWithLogitsLoss', 'binary_cross_entropy_with_logits', `${WEIGHTED}, pos_weight=None`],
  ['KLDivLoss', 'kl_div', `${REDUCTION}, log_target=False`],
  ['SoftMarginLoss', 'soft_margin_loss', REDUCTION],
  ['HingeEmbeddingLoss', 'hinge_embedding_loss', `margin=1.0, ${REDUCTION}`],
  ['MultiLabelMarginLoss', 'multilabel_margin_loss', REDUCTION],
  [
    'PoissonNLLLoss',
    'poisson_nll_loss',
    "log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction='mean'",
  ],
];

/** The same with weights of the classes. */
const WEIGHTED_LOSSES: readonly (readonly [string, string, string])[] = [
  ['CrossEntropyLoss', 'cross_entropy', `${OF_INDICES}, label_smoothing=0.0`],
  ['NLLLoss', 'nll_loss', OF_INDICES],
  ['NLLLoss2d', 'nll_loss', OF_INDICES],
  ['BCELoss', 'binary_cross_entropy', WEIGHTED],
  ['MultiLabelSoftMarginLoss', 'multilabel_soft_margin_loss', WEIGHTED],
  ['MultiMarginLoss', 'multi_margin_loss', `p=1, margin=1.0, ${WEIGHTED}`],
];

/** Losses of three tensors. */
const LOSSES_OF_THREE: readonly (readonly [string, string, string])[] = [
  ['CosineEmbeddingLoss', 'cosine_embedding_loss', `margin=0.0, ${REDUCTION}`],
  ['MarginRankingLoss', 'margin_ranking_loss', `margin=0.0, ${REDUCTION}`],
  ['TripletMarginLoss', 'triplet_margin_loss', `margin=1.0, p=2.0, eps=1e-6, swap=False, ${REDUCTION}`],
  ['GaussianNLLLoss', 'gaussian_nll_loss', "*, full=False, eps=1e-6, reduction='mean'"],
];

/** Activations and layers without weights. */
const LAYERS: readonly (readonly [string, string, string])[] = [
  ['Softmax', 'softmax', 'dim=None'],
  ['LogSoftmax', 'log_softmax', 'dim=None'],
  ['Softmin', 'softmin', 'dim=None'],
  ['Sigmoid', 'sigmoid', ''],
  ['LogSigmoid', 'logsigmoid', ''],
  ['Softplus', 'softplus', 'beta=1, threshold=20'],
  ['Softsign', 'softsign', ''],
  ['Tanh', 'tanh', ''],
  ['Tanhshrink', 'tanhshrink', ''],
  ['ReLU', 'relu', 'inplace=False'],
  ['ReLU6', 'relu6', 'inplace=False'],
  ['LeakyReLU', 'leaky_relu', 'negative_slope=0.01, inplace=False'],
  ['ELU', 'elu', 'alpha=1.0, inplace=False'],
  ['CELU', 'celu', 'alpha=1.0, inplace=False'],
  ['SELU', 'selu', 'inplace=False'],
  ['GELU', 'gelu', "approximate='none'"],
  ['SiLU', 'silu', 'inplace=False'],
  ['Mish', 'mish', 'inplace=False'],
  ['Hardtanh', 'hardtanh', 'min_val=-1.0, max_val=1.0, inplace=False'],
  ['Hardsigmoid', 'hardsigmoid', 'inplace=False'],
  ['Hardswish', 'hardswish', 'inplace=False'],
  ['Softshrink', 'softshrink', 'lambd=0.5'],
  ['Hardshrink', 'hardshrink', 'lambd=0.5'],
  ['Threshold', 'threshold', 'threshold, value, inplace=False'],
  ['GLU', 'glu', 'dim=-1'],
  ['MaxPool2d', 'max_pool2d', 'kernel_size, stride=None, padding=0'],
  ['AvgPool2d', 'avg_pool2d', 'kernel_size, stride=None, padding=0'],
  ['AdaptiveAvgPool2d', 'adaptive_avg_pool2d', 'output_size'],
  ['Upsample', 'interpolate', "size=None, scale_factor=None, mode='nearest', align_corners=None"],
];

const FUNCTIONAL = 'torch.nn.functional';

const rows = (
  table: readonly (readonly [string, string, string])[],
  base: ClassValue,
  inputs: number,
): ClassValue[] =>
  table.map(([name, operation, signature]) =>
    functional(name, base, `${FUNCTIONAL}.${operation}`, signature, inputs),
  );

/** Takes any arguments and hands back its input. */
const IDENTITY = new ClassValue(
  'Identity',
  [functional('Identity', MODULE, 'torch.Tensor.contiguous', '', 1)],
  new Map([
    [
      '__init__',
      new Builtin('Identity.__init__', ({ positional: [self = null] }, machine, place) => {
        machine.setAttribute(self, 'training', true, place);
        return null;
      }),
    ],
  ]),
  false,
);

/** The classes of `torch.nn`. */
export const NN_CLASSES: readonly ClassValue[] = [
  MODULE,
  LOSS,
  WEIGHTED_LOSS,
  ...rows(LOSSES, LOSS, 2),
  ...rows(WEIGHTED_LOSSES, WEIGHTED_LOSS, 2),
  ...rows(LOSSES_OF_THREE, LOSS, 3),
  ...rows(LAYERS, MODULE, 1),
  functional('Flatten', MODULE, 'torch.flatten', 'start_dim=1, end_dim=-1', 1),
  functional('CosineSimilarity', MODULE, `${FUNCTIONAL}.cosine_similarity`, 'dim=1, eps=1e-8', 2),
  functional(
    'PairwiseDistance',
    MODULE,
    `${FUNCTIONAL}.pairwise_distance`,
    'p=2.0, eps=1e-6, keepdim=False',
    2,
  ),
  IDENTITY,
];
