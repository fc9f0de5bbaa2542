import { BinLosses } from '../../../src/kernel/sigmoid/bin-losses';
import type { BinRecord } from '../../../src/kernel/sigmoid/float-bins';
import { SigmoidRun } from '../../../src/kernel/sigmoid/sigmoid-run';
import type { Segment } from '../../../src/kernel/sums/channel-sums';
import { crossEntropy, focalLoss, focalLossGradient, focalLossStar } from '../../../src/loss/binary';
import * as segments from '../../../src/numerics/row-segments';
import { elementType } from '../../../src/tensor/element-type';

export interface Element {
  /** A float32. */
  readonly logit: number;
  readonly target: number;
}

/** Without α; FL* is NaN for γ = 0. */
export interface Losses {
  readonly crossEntropy: number;
  readonly focal: number;
  readonly focalStar: number;
  /** |dFL/dx|. */
  readonly gradient: number;
}

/** The float bins that the elements fill. */
export function resultOf(module: WebAssembly.Module, elements: readonly Element[], gamma: number): BinRecord {
  const task = {
    channels: 1,
    targetsPerRow: 1,
    gamma,
    input: 'logits',
    logits: elementType('float32'),
    targets: elementType('uint8'),
    weights: [],
    ignoreIndex: null,
    channelAlphas: null,
    softmax: null,
  } as const;
  const run = new SigmoidRun(module, task, elements.length);
  const [buffers] = run.bufferSets;
  const logits = Float32Array.from(elements, ({ logit }) => logit);
  buffers?.logits.bytes(logits.length).set(new Uint8Array(logits.buffer));
  buffers?.targets.bytes(logits.length).set(elements.map(({ target }) => target));
  if (buffers !== undefined) {
    run.add(buffers, 0, logits.length);
  }
  const { floatBins } = run.result();
  if (floatBins === null) {
    throw new RangeError('A sigmoid has float bins.');
  }
  return floatBins;
}

/** The mean losses that the kernel finds for the elements of these float bins. */
export function meanLosses(module: WebAssembly.Module, result: BinRecord, gamma: number): Losses {
  return lossesIn(new BinLosses(module, [result]).sums([1, 1], gamma));
}

function lossesIn(segment: Segment): Losses {
  const total = (negatives: number, positives: number) =>
    (segment(negatives)[0] ?? 0) + (segment(positives)[0] ?? 0);
  const count = total(segments.NEGATIVE_COUNTS, segments.COUNTS);
  return {
    crossEntropy: total(segments.NEGATIVE_CROSS_ENTROPY, segments.CROSS_ENTROPY) / count,
    focal: total(segments.NEGATIVE_FOCAL, segments.FOCAL) / count,
    focalStar: total(segments.NEGATIVE_FOCAL_STAR, segments.FOCAL_STAR) / count,
    gradient: total(segments.NEGATIVE_GRADIENT, segments.GRADIENT) / count,
  };
}

/** The same of one element, in float64. */
export function exactLosses({ logit, target }: Element, gamma: number): Losses {
  const parameters = { alpha: null, gamma };
  return {
    crossEntropy: crossEntropy(logit, target),
    focal: focalLoss(logit, target, parameters),
    focalStar: gamma === 0 ? Number.NaN : focalLossStar(logit, target, gamma),
    gradient: Math.abs(focalLossGradient(logit, target, parameters)),
  };
}

export const LOSSES = ['crossEntropy', 'focal', 'focalStar', 'gradient'] as const;
