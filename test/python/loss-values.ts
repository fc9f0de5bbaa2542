// Computes losses and gradients with src/loss for loss_parity.py: node loss-values.js REQUESTS.json
import { readFileSync, writeFileSync } from 'node:fs';
import { focalLoss, focalLossGradient, focalLossStar, focalLossStarGradient } from '../../src/loss/binary';
import { requireFocalParameters, requireSoftmaxParameters } from '../../src/loss/parameters';
import { type Reduction, reduceSum, sumOfLosses } from '../../src/loss/reduction';
import {
  smoothedOneHot,
  softmaxFocalLossGradient,
  softmaxFocalLossOfDistribution,
  softmaxTerms,
} from '../../src/loss/softmax';

interface Request {
  readonly kind: 'binary' | 'star' | 'softmax';
  /** Files of float64; softmax logits are (N, classes). */
  readonly logits: string;
  /** 0 to 1 for binary; indices, or (N, classes) distributions when `soft`. */
  readonly targets: string;
  readonly classes: number;
  readonly alpha: number | number[] | null;
  readonly gamma: number;
  readonly beta: number;
  readonly smoothing: number;
  readonly ignoreIndex: number | null;
  readonly soft: boolean;
  readonly reduction: Reduction;
  /** Where to write float64: the losses (one when reduced), and the gradient of the unreduced loss. */
  readonly loss: string;
  readonly gradient: string;
}

function floats(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function binary({ kind, alpha, gamma, beta }: Request, logits: Float64Array, targets: Float64Array) {
  if (Array.isArray(alpha)) throw new Error('A binary loss takes one alpha.');
  const parameters = { alpha, gamma };
  requireFocalParameters(parameters);
  const at = (index: number): [number, number] => [logits[index] ?? Number.NaN, targets[index] ?? Number.NaN];
  return kind === 'binary'
    ? {
        losses: logits.map((_, index) => focalLoss(...at(index), parameters)),
        gradient: logits.map((_, index) => focalLossGradient(...at(index), parameters)),
      }
    : {
        losses: logits.map((_, index) => focalLossStar(...at(index), gamma, beta)),
        gradient: logits.map((_, index) => focalLossStarGradient(...at(index), gamma, beta)),
      };
}

function softmax(request: Request, logits: Float64Array, targets: Float64Array) {
  const { classes, alpha, gamma, smoothing, ignoreIndex, soft } = request;
  requireSoftmaxParameters({ alpha, gamma }, classes);
  const losses = new Float64Array(logits.length / classes);
  const gradient = new Float64Array(logits.length);
  for (let row = 0; row < losses.length; row++) {
    const target = targets[row] ?? Number.NaN;
    if (!soft && target === ignoreIndex) continue;
    const values = logits.subarray(row * classes, (row + 1) * classes);
    const distribution = soft
      ? targets.subarray(row * classes, (row + 1) * classes)
      : smoothedOneHot(target, classes, smoothing);
    const terms = softmaxTerms(values);
    losses[row] = softmaxFocalLossOfDistribution(values, distribution, { alpha, gamma }, terms);
    const into = gradient.subarray(row * classes, (row + 1) * classes);
    softmaxFocalLossGradient(values, distribution, { alpha, gamma }, into, terms);
  }
  return { losses, gradient };
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Which requests?');
const requests: Request[] = JSON.parse(readFileSync(path, 'utf8'));
for (const request of requests) {
  const targets = floats(request.targets);
  const compute = request.kind === 'softmax' ? softmax : binary;
  const { losses, gradient } = compute(request, floats(request.logits), targets);
  const counts = {
    elements: losses.length,
    positives: targets.filter((target) => target === 1).length,
    notIgnored: request.soft
      ? losses.length
      : targets.filter((target) => target !== request.ignoreIndex).length,
  };
  const { reduction } = request;
  const reduced =
    reduction === 'none' ? losses : Float64Array.of(reduceSum(sumOfLosses(losses), reduction, counts));
  writeFileSync(request.loss, reduced);
  writeFileSync(request.gradient, gradient);
}
