import type { ArraySource, Column, Sources } from '../check/input/batches';
import { type ClassWeights, classWeights } from '../check/statistics/class-weights';
import type { GatherTask } from '../check/statistics/engine';
import type { ElementType } from '../tensor/element-type';
import type { DataType } from '../tensor/tensor-file';
import { decodedType, typeInFile } from './file-range';
import type { ColumnTask } from './reference-task';

/** What a run of the kernel has to know. Plain data, to be posted. */
export interface KernelTask {
  /** Logits in a row. */
  readonly channels: number;
  /** One, or one a logit. */
  readonly targetsPerRow: number;
  readonly gamma: number;
  /** What the values are that `logits` are read from. */
  readonly input: 'logits' | 'probabilities';
  readonly logits: ElementType;
  readonly targets: ElementType;
  /** In the order of `weightColumns`. */
  readonly weights: readonly WeightTask[];
  readonly ignoreIndex: number | null;
  /** α of each channel of a sigmoid, where each is given one of its own. */
  readonly channelAlphas: ClassWeights | null;
  /** Null for a sigmoid. */
  readonly softmax: SoftmaxTask | null;
}

/** An array that takes elements out, or weighs the rows of a softmax; it has one value a row, or one a logit. */
export interface WeightTask extends ColumnTask {
  /** Whether every value but zero leaves the element in; of a sigmoid's weight, only one does. */
  readonly isMask: boolean;
}

export interface SoftmaxTask {
  /** α of each class. */
  readonly alphas: Float64Array;
  readonly backgroundClass: number | null;
}

/**
 * For a sigmoid: the larger γ is, the more a loss bends within a cell, and the smaller it is, the further out FL*
 * bends. In between the means over cells are exact to 1e-6.
 */
const GAMMAS = { smallest: 0.01, largest: 10 };
/** What the kernel takes logits of, from a file or decoded. */
const LOGITS: readonly DataType[] = ['float32', 'float16', 'bfloat16', 'float64'];
/** A row of more would not fit into the caches that the work is cut for. */
const MOST_CLASSES = 65_536;

/** Whether the kernel has a way for data of this kind, unless a value turns out to be one that it has none for. */
export function isForKernel({ sources, layout, interpretation, parameters }: GatherTask): boolean {
  const { gamma } = parameters;
  const isSoftmax = interpretation.link === 'softmax';
  const isPlain =
    sources.gradient === undefined &&
    sources.loss === undefined &&
    interpretation.targets !== 'soft' &&
    inputOf(interpretation) !== null &&
    layout.channels <= MOST_CLASSES &&
    LOGITS.includes(decodedType(sources.logits).dtype);
  const isGammaKnown = gamma === 0 || (gamma >= GAMMAS.smallest && gamma <= GAMMAS.largest);
  return isPlain && (isSoftmax || isGammaKnown);
}

/** Whether each channel of a sigmoid is given an α of its own: the cells know nothing of channels. */
export function hasChannelAlphas({ layout, interpretation, parameters }: GatherTask): boolean {
  return interpretation.link === 'sigmoid' && layout.channels > 1 && Array.isArray(parameters.alpha);
}

/** Null for values of which the kernel makes no logits. */
function inputOf({ input }: GatherTask['interpretation']): KernelTask['input'] | null {
  return input === 'squashed-twice' ? null : input;
}

/** The task for elements as they lie in their files. */
export function taskOnFiles(task: GatherTask): KernelTask {
  return kernelTask(task, typeInFile);
}

/** The task for elements as the readers of tensor files decode them. */
export function taskOnValues(task: GatherTask): KernelTask {
  return kernelTask(task, decodedType);
}

function kernelTask(task: GatherTask, typeOf: (source: ArraySource) => ElementType): KernelTask {
  const { sources, layout, interpretation, parameters } = task;
  const columnTask = ({ source, perRow }: Column): ColumnTask => ({ type: typeOf(source), perRow });
  return {
    channels: layout.channels,
    targetsPerRow: layout.targetsPerRow,
    gamma: parameters.gamma,
    input: inputOf(interpretation) ?? 'logits',
    logits: typeOf(sources.logits),
    targets: typeOf(sources.targets),
    weights: weightColumns(sources).map((column) => ({
      ...columnTask(column),
      isMask: column === sources.mask,
    })),
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

/** The columns that take elements out. */
function weightColumns({ mask, weight }: Sources): Column[] {
  return [mask, weight].filter((column) => column !== undefined);
}

/** Logits, targets and what takes elements out. */
export function kernelSources(sources: Sources): ArraySource[] {
  return [sources.logits, sources.targets, ...weightColumns(sources).map(({ source }) => source)];
}

/** Bytes of a row of each of them, as the task takes them. */
export function rowBytesOf(task: KernelTask): number[] {
  const { channels, logits, targets, targetsPerRow, weights } = task;
  return [
    channels * logits.itemSize,
    targetsPerRow * targets.itemSize,
    ...weights.map(({ type, perRow }) => perRow * type.itemSize),
  ];
}

/** Whether the kernel takes logits of the type that they have in their file. */
export function isReadAsItLies({ array }: ArraySource): boolean {
  return LOGITS.includes(array.dtype);
}
