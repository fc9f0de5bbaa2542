import { Float16Array } from '@petamoriken/float16';
import { beforeAll, describe, expect, test } from 'vitest';
import bytes from '../../../src/kernel/assembly/kernel.wasm';
import { ROW } from '../../../src/kernel/cell-moments';
import { cellSplits } from '../../../src/kernel/cell-splits';
import { CellSums } from '../../../src/kernel/cell-sums';
import type { Segment } from '../../../src/kernel/channel-sums';
import { LogitData } from '../../../src/kernel/element-data';
import { KernelInstance } from '../../../src/kernel/kernel-instance';
import * as segments from '../../../src/kernel/row-segments';
import { SigmoidRun } from '../../../src/kernel/sigmoid-run';
import { crossEntropy, focalLoss, focalLossGradient, focalLossStar } from '../../../src/loss/binary';
import { elementType } from '../../../src/tensor/element-type';
import { randomNumbers } from '../check/tensors';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await WebAssembly.compile(bytes);
});

/** The losses that the kernel finds for elements that are far from each other, in the order of their cells. */
function lossesOf(elements: readonly Element[], gamma: number): Losses[] {
  const task = {
    channels: 1,
    targetsPerRow: 1,
    gamma,
    logits: elementType('float32'),
    targets: elementType('uint8'),
    ignoreIndex: null,
    softmax: null,
  } as const;
  const run = new SigmoidRun(module, task, elements.length);
  const [slot] = run.slots;
  const logits = Float32Array.from(elements, ({ logit }) => logit);
  slot?.logits.bytes(logits.length).set(new Uint8Array(logits.buffer));
  slot?.targets.bytes(logits.length).set(elements.map(({ target }) => target));
  if (slot !== undefined) run.add(slot, 0, logits.length);
  const harvest = run.harvest();
  return Array.from({ length: harvest.moments.length / ROW }, (_, row) => {
    const moments = harvest.moments.subarray(ROW * row, ROW * (row + 1));
    return lossesIn(new CellSums(module, [{ ...harvest, moments }]).sums([1, 1], gamma));
  });
}

interface Losses {
  readonly crossEntropy: number;
  readonly focal: number;
  readonly focalStar: number;
  readonly gradient: number;
}

/** Of the one cell that was summed, whose elements are all negatives or all positives. */
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

const gammas = [0, 0.5, 1, 1.5, 2, 3, 5];

interface Element {
  readonly logit: number;
  readonly target: number;
}

/** By target, by the sign of x_t, away from zero. */
function byCell(one: Element, other: Element): number {
  const side = (element: Element) => 2 * element.target + (marginOf(element) < 0 ? 1 : 0);
  return side(one) - side(other) || Math.abs(one.logit) - Math.abs(other.logit);
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
  return elements.sort(byCell);
}

/** Largest error of any loss of the element, in units of what is allowed: 2e-6 relative or 1e-7 absolute. */
function worstError({ logit, target }: Element, found: Losses, gamma: number): number {
  const parameters = { alpha: null, gamma };
  const errors = [
    [found.crossEntropy, crossEntropy(logit, target)],
    [found.focal, focalLoss(logit, target, parameters)],
    [found.gradient, Math.abs(focalLossGradient(logit, target, parameters))],
    ...(gamma === 0 ? [] : [[found.focalStar, focalLossStar(logit, target, gamma)]]),
  ].map(([one = Number.NaN, expected = Number.NaN]) => {
    return Math.abs(one - expected) / Math.max(1e-7, 2e-6 * Math.abs(expected));
  });
  return Math.max(...errors);
}

describe('what the kernel keeps of an element gives its losses', () => {
  const random = randomNumbers(20_170_807);

  function worstOf(elements: readonly Element[]): number {
    const errors = gammas.flatMap((gamma) => {
      const losses = lossesOf(elements, gamma);
      expect(losses.length).toBe(elements.length);
      return losses.map((found, at) => {
        const element = elements[at];
        return element === undefined ? Number.NaN : worstError(element, found, gamma);
      });
    });
    return Math.max(...errors);
  }

  test('for every exponent that has cells, with random mantissas', () => {
    // Of those nearer to zero, cells are taken together.
    for (let draw = 0; draw < 5; draw++) expect(worstOf(elementsOf(-30, 13, random))).toBeLessThan(1);
  });

  test('for every exponent below, which all share the cell of zero', () => {
    const elements = elementsOf(-149, -31, random);
    for (const gamma of gammas) {
      const losses = lossesOf(elements, gamma);
      // One cell for each sign and target.
      expect(losses.length).toBe(4);
      for (const element of elements) {
        for (const found of losses) expect(worstError(element, found, gamma)).toBeLessThan(1);
      }
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
