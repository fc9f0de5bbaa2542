import type { ArraySource, Column } from '../check/input/batches';
import type { GatherTask } from '../check/statistics/engine';
import type { StatisticId } from '../check/statistics/statistics';
import { type ClassWeights, classWeights } from '../check/terms/class-weights';
import type { ElementType } from '../tensor/element-type';
import type { DataType } from '../tensor/tensor-file';
import { decodedType } from './inputs/file-range';
import type { ColumnTask } from './reference-task';

/** Input of a run of the kernel. Plain data, so that it can be posted. */
export interface KernelTask {
  /** Logits per row. */
  readonly channels: number;
  /** Targets per row: one, or one per logit. */
  readonly targetsPerRow: number;
  readonly gamma: number;
  /** Kind of the values from which `logits` are computed. */
  readonly input: 'logits' | 'probabilities';
  readonly logits: ElementType;
  readonly targets: ElementType;
  /** The columns that exclude or weight elements, in the order of `columnsOf`. */
  readonly weights: readonly WeightTask[];
  readonly ignoreIndex: number | null;
  /** α of each channel of a sigmoid, if there is one α per channel. */
  readonly channelAlphas: ClassWeights | null;
  /** Null for a sigmoid. */
  readonly softmax: SoftmaxTask | null;
}

/** A mask or a weight, with one value per row or per logit. */
export interface WeightTask extends ColumnTask {
  /** True if every nonzero value keeps the element; for a sigmoid's weight only the value one does. */
  readonly isMask: boolean;
}

export interface SoftmaxTask {
  /** α of each class. */
  readonly alphas: Float64Array;
  readonly backgroundClass: number | null;
}

/**
 * Range of γ for a sigmoid, in which means over float bins are accurate to 1e-6. A larger γ bends the loss within a bin, and a
 * smaller γ bends FL* in the wide bins further out.
 */
const GAMMAS = { smallest: 0.01, largest: 10 };
/** Types of logits that the kernel reads, from a file or decoded. */
const LOGITS: readonly DataType[] = ['float32', 'float16', 'bfloat16', 'float64'];
/** Most classes: a longer row would not fit into the caches. */
const MOST_CLASSES = 65_536;

/** True if the kernel supports data of this kind. A single value may still be unsupported. */
function isForKernel({ sources, layout, interpretation }: GatherTask): boolean {
  return (
    interpretation.targets !== 'soft' &&
    inputOf(interpretation) !== null &&
    layout.channels <= MOST_CLASSES &&
    LOGITS.includes(decodedType(sources.logits).dtype)
  );
}

/** The statistics that the kernel has a way for with data of this kind. A single value may still be unsupported. */
export function statisticsOfKernel(task: GatherTask): StatisticId[] {
  if (!isForKernel(task)) {
    return [];
  }
  const { gamma } = task.parameters;
  const isGammaKnown = gamma === 0 || (gamma >= GAMMAS.smallest && gamma <= GAMMAS.largest);
  const haveLosses = task.interpretation.link === 'softmax' || isGammaKnown;
  return [
    // Gathered of a softmax alone.
    'confusions',
    ...(['values', 'leftOut', 'margins', 'lossMargins', 'hardest', 'reliability'] as const),
    ...(haveLosses ? (['losses', 'probabilities'] as const) : []),
  ];
}

/** True if there is one α per channel of a sigmoid: float bins do not distinguish channels. */
export function hasChannelAlphas({ layout, interpretation, parameters }: GatherTask): boolean {
  return interpretation.link === 'sigmoid' && layout.channels > 1 && Array.isArray(parameters.alpha);
}

/** Null for values that the kernel cannot turn into logits. */
function inputOf({ input }: GatherTask['interpretation']): KernelTask['input'] | null {
  return input === 'squashed-twice' ? null : input;
}

/** @param typeOf type of an array's elements when they reach the kernel */
export function kernelTask(task: GatherTask, typeOf: (source: ArraySource) => ElementType): KernelTask {
  const { sources, layout, interpretation, parameters } = task;
  const { weight, mask } = sources;
  const columnTask = ({ source, perRow }: Column): ColumnTask => ({ type: typeOf(source), perRow });
  return {
    channels: layout.channels,
    targetsPerRow: layout.targetsPerRow,
    gamma: parameters.gamma,
    input: inputOf(interpretation) ?? 'logits',
    logits: typeOf(sources.logits),
    targets: typeOf(sources.targets),
    weights: [
      ...(weight === undefined ? [] : [{ ...columnTask(weight), isMask: false }]),
      ...(mask === undefined ? [] : [{ ...columnTask(mask), isMask: true }]),
    ],
    ignoreIndex: interpretation.ignoreIndex,
    channelAlphas: hasChannelAlphas(task) ? classWeights(parameters.alpha, 'sigmoid', layout) : null,
    softmax:
      interpretation.link === 'sigmoid'
        ? null
        : {
            alphas: classWeights(parameters.alpha, 'softmax', layout).positive,
            backgroundClass: interpretation.backgroundClass,
          },
  };
}

/** The task with the arrays that the kernel reads. */
export function withKernelSources(task: GatherTask): GatherTask {
  const { gradient: _gradient, loss: _loss, ...sources } = task.sources;
  return { ...task, sources };
}

/** True if the kernel reads logits of the type in their file. */
export function isReadAsItLies({ array }: ArraySource): boolean {
  return LOGITS.includes(array.dtype);
}
