// Computes losses and gradients with src/loss for loss_parity.py: node loss-values.js REQUESTS.json
import { readFileSync, writeFileSync } from 'node:fs';
import type { SoftmaxFocalParameters } from '../../src/loss/parameters';
import { type Reduction, type ReductionCounts, reduceSum, reductionDivisor } from '../../src/loss/reduction';
import {
  type BinaryLoss,
  type BinaryTargetOptions,
  binaryGradients,
  binaryLosses,
  countBinaryTargets,
} from '../reference/binary-batch';
import {
  countSoftmaxTargets,
  type SoftmaxTargets,
  softmaxFocalGradients,
  softmaxFocalLosses,
} from '../reference/softmax-batch';
import { sumOfLosses } from '../reference/sum-of-losses';

/** Paths of files of float64. */
interface Files {
  readonly logits: string;
  readonly targets: string;
  /** Output files: the losses (one value when reduced) and the gradient of the (reduced) loss. */
  readonly loss: string;
  readonly gradient: string;
}

interface BinaryRequest {
  readonly link: 'sigmoid';
  readonly loss: BinaryLoss;
  readonly options: BinaryTargetOptions;
}

interface SoftmaxRequest {
  readonly link: 'softmax';
  readonly classes: number;
  readonly parameters: SoftmaxFocalParameters;
  readonly targetKind: SoftmaxTargets['kind'];
  readonly ignoreIndex: number | null;
  readonly labelSmoothing: number;
  readonly backgroundClass: number | null;
}

type Request = (BinaryRequest | SoftmaxRequest) & { readonly files: Files; readonly reduction: Reduction };

interface Computed {
  readonly losses: Float64Array;
  readonly gradients: Float64Array;
  readonly counts: ReductionCounts;
}

function floats(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function binary({ loss, options }: BinaryRequest, logits: Float64Array, targets: Float64Array): Computed {
  return {
    losses: binaryLosses(logits, targets, loss, options),
    gradients: binaryGradients(logits, targets, loss, options),
    counts: countBinaryTargets(targets, options.ignoreIndex),
  };
}

function softmax(request: SoftmaxRequest, logits: Float64Array, values: Float64Array): Computed {
  const { classes, parameters, targetKind, ignoreIndex, labelSmoothing, backgroundClass } = request;
  const targets: SoftmaxTargets =
    targetKind === 'index' ? { kind: 'index', values, ignoreIndex } : { kind: 'distribution', values };
  return {
    losses: softmaxFocalLosses(logits, classes, targets, parameters, labelSmoothing),
    gradients: softmaxFocalGradients(logits, classes, targets, parameters, labelSmoothing),
    counts: countSoftmaxTargets(targets, classes, backgroundClass),
  };
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  throw new Error('Usage: node loss-values.js REQUESTS.json');
}
const requests: Request[] = JSON.parse(readFileSync(path, 'utf8'));
for (const request of requests) {
  const { files, reduction } = request;
  const logits = floats(files.logits);
  const targets = floats(files.targets);
  const { losses, gradients, counts } =
    request.link === 'sigmoid' ? binary(request, logits, targets) : softmax(request, logits, targets);
  if (reduction === 'none') {
    writeFileSync(files.loss, losses);
    writeFileSync(files.gradient, gradients);
  } else {
    const divisor = reductionDivisor(reduction, counts);
    writeFileSync(files.loss, Float64Array.of(reduceSum(sumOfLosses(losses), reduction, counts)));
    writeFileSync(
      files.gradient,
      gradients.map((gradient) => gradient / divisor),
    );
  }
}
