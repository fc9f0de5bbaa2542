import { Float16Array } from '@petamoriken/float16';
import { beforeAll, describe, expect, test } from 'vitest';
import bytes from '../../../src/kernel/assembly/kernel.wasm';
import { type CellPoint, cellPoints } from '../../../src/kernel/cell-points';
import { cellSplits } from '../../../src/kernel/cell-splits';
import { LogitData } from '../../../src/kernel/element-data';
import { KernelInstance } from '../../../src/kernel/kernel-instance';
import { meanTerms } from '../../../src/kernel/margin-terms';
import { SigmoidRun } from '../../../src/kernel/sigmoid-run';
import { crossEntropy, focalLoss, focalLossGradient, focalLossStar } from '../../../src/loss/binary';
import { elementType } from '../../../src/tensor/element-type';
import { randomNumbers } from '../check/tensors';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await WebAssembly.compile(bytes);
});

/** What the kernel keeps of elements that are far from each other: one point each, by group and margin. */
function pointsOf(logits: Float32Array, targets: Uint8Array): CellPoint[] {
  const task = {
    channels: 1,
    targetsPerRow: 1,
    gamma: 2,
    logits: elementType('float32'),
    targets: elementType('uint8'),
    ignoreIndex: null,
    softmax: null,
  } as const;
  const run = new SigmoidRun(module, task, logits.length);
  const [slot] = run.slots;
  slot?.logits.bytes(logits.length).set(new Uint8Array(logits.buffer));
  slot?.targets.bytes(targets.length).set(targets);
  if (slot !== undefined) run.add(slot, 0, logits.length);
  const points = cellPoints(run.harvest().moments, 2);
  return points.sort((one, other) => one.group - other.group || one.mean - other.mean);
}

const gammas = [0, 0.5, 1, 1.5, 2, 3, 5];

interface Element {
  readonly logit: number;
  readonly target: number;
}

function marginOf({ logit, target }: Element): number {
  return target === 1 ? logit : -logit;
}

/** One element of every sign and target for each exponent, with random mantissas. */
function elementsOf(lowest: number, highest: number, random: () => number): Element[] {
  const elements: Element[] = [];
  for (let exponent = lowest; exponent <= highest; exponent++) {
    for (const sign of [-1, 1]) {
      for (const target of [0, 1]) {
        const mantissa = 1 + Math.floor(random() * 2 ** 23) / 2 ** 23;
        elements.push({ logit: sign * mantissa * 2 ** exponent, target });
      }
    }
  }
  return elements.sort((one, other) => one.target - other.target || marginOf(one) - marginOf(other));
}

function pointsOfElements(elements: readonly Element[]): CellPoint[] {
  return pointsOf(
    Float32Array.from(elements, ({ logit }) => logit),
    Uint8Array.from(elements, ({ target }) => target),
  );
}

/** Largest error of any loss of the element, in units of what is allowed: 2e-6 relative or 1e-7 absolute. */
function worstError({ logit, target }: Element, { mean, variance }: CellPoint): number {
  const errors = gammas.flatMap((gamma) => {
    const terms = meanTerms(mean, variance, gamma);
    const parameters = { alpha: null, gamma };
    return [
      [terms.crossEntropy, crossEntropy(logit, target)],
      [terms.focal, focalLoss(logit, target, parameters)],
      [terms.gradient, Math.abs(focalLossGradient(logit, target, parameters))],
      ...(gamma === 0 ? [] : [[terms.focalStar, focalLossStar(logit, target, gamma)]]),
    ].map(([found = Number.NaN, expected = Number.NaN]) => {
      return Math.abs(found - expected) / Math.max(1e-7, 2e-6 * Math.abs(expected));
    });
  });
  return Math.max(...errors);
}

describe('what the kernel keeps of an element gives its losses', () => {
  const random = randomNumbers(20_170_807);

  function worstOf(elements: readonly Element[]): number {
    const points = pointsOfElements(elements);
    expect(points.length).toBe(elements.length);
    const errors = elements.map((element, at) => {
      const point = points[at];
      return point === undefined ? Number.NaN : worstError(element, point);
    });
    return Math.max(...errors);
  }

  test('for every exponent that has cells, with random mantissas', () => {
    for (let draw = 0; draw < 60; draw++) expect(worstOf(elementsOf(-7, 13, random))).toBeLessThan(1);
    // Elements nearer to zero would be taken together.
    for (let exponent = -29; exponent < -7; exponent++) {
      for (let draw = 0; draw < 5; draw++)
        expect(worstOf(elementsOf(exponent, exponent, random))).toBeLessThan(1);
    }
  });

  test('for every exponent below, which all share the cell of zero', () => {
    const elements = elementsOf(-149, -31, random);
    const points = pointsOfElements(elements);
    expect(new Set(points.map(({ mean }) => Math.abs(mean)))).toEqual(new Set([0]));
    for (const element of elements) {
      for (const point of points) expect(worstError(element, point)).toBeLessThan(1);
    }
  });
});

describe('numbers of other types', () => {
  function decoded(
    dtype: 'float16' | 'bfloat16' | 'float32',
    littleEndian: boolean,
    bytes: Uint8Array,
  ): Float32Array {
    const kernel = new KernelInstance(module);
    const type = elementType(dtype, littleEndian);
    const length = bytes.length / type.itemSize;
    const data = new LogitData(kernel, type, length, 1);
    data.bytes(length).set(bytes);
    return new Float32Array(kernel.memory, data.decode(length), length).slice();
  }

  const halves = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);

  test('float16: all 65,536 of them', () => {
    const expected = Float32Array.from(new Float16Array(halves.buffer));
    expect(decoded('float16', true, new Uint8Array(halves.buffer))).toEqual(expected);
  });

  test('bfloat16: all 65,536 of them', () => {
    const expected = new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer);
    expect(decoded('bfloat16', true, new Uint8Array(halves.buffer))).toEqual(expected);
  });

  test('big-endian float32', () => {
    const numbers = Float32Array.from({ length: 101 }, (_, at) => Math.sinh(at - 50));
    const bytes = new Uint8Array(4 * numbers.length);
    const view = new DataView(bytes.buffer);
    for (const [at, number] of numbers.entries()) view.setFloat32(4 * at, number, false);
    expect(decoded('float32', false, bytes)).toEqual(numbers);
  });
});

test('no two edges of the histograms run through one cell', () => {
  expect(() => cellSplits()).not.toThrow();
});
