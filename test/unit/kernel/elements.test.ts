import { Float16Array } from '@petamoriken/float16';
import { beforeAll, describe, expect, it } from 'vitest';
import { LogitData } from '../../../src/kernel/inputs/logit-data';
import bytes from '../../../src/kernel/kernel.wasm';
import { KernelInstance } from '../../../src/kernel/kernel-instance';
import { edgeBins } from '../../../src/kernel/sigmoid/edge-bins';
import { ROW } from '../../../src/kernel/sigmoid/merge-bins';
import { elementType } from '../../../src/tensor/element-type';
import { randomNumbers } from '../check/tensors';
import { type Element, exactLosses, LOSSES, type Losses, meanLosses, resultOf } from './float-bin-losses';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await WebAssembly.compile(bytes);
});

/** The losses that the kernel finds for elements that are far from each other, in the order of their float bins. */
function lossesOf(elements: readonly Element[], gamma: number): Losses[] {
  const result = resultOf(module, elements, gamma);
  return Array.from({ length: result.moments.length / ROW }, (_, row) => {
    const moments = result.moments.subarray(ROW * row, ROW * (row + 1));
    return meanLosses(module, { ...result, moments }, gamma);
  });
}

const GAMMAS = [0, 0.5, 1, 1.5, 2, 3, 5];

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
function worstError(element: Element, found: Losses, gamma: number): number {
  const exact = exactLosses(element, gamma);
  const errors = LOSSES.filter((loss) => !Number.isNaN(exact[loss])).map(
    (loss) => Math.abs(found[loss] - exact[loss]) / Math.max(1e-7, 2e-6 * Math.abs(exact[loss])),
  );
  return Math.max(...errors);
}

describe('the losses of a single element', () => {
  const random = randomNumbers(20_170_807);

  function worstOf(elements: readonly Element[]): number {
    const errors = GAMMAS.flatMap((gamma) => {
      const losses = lossesOf(elements, gamma);
      expect(losses.length).toBe(elements.length);
      return losses.map((found, at) => {
        const element = elements[at];
        return element === undefined ? Number.NaN : worstError(element, found, gamma);
      });
    });
    return Math.max(...errors);
  }

  it('follow from its float bin for every exponent that has bins, with random mantissas', () => {
    // Float bins nearer to zero are merged.
    for (let draw = 0; draw < 2; draw++) {
      expect(worstOf(elementsOf(-30, 13, random))).toBeLessThan(1);
    }
  });

  it('follow from the float bin of zero for every smaller exponent', () => {
    const elements = elementsOf(-149, -31, random);
    for (const gamma of GAMMAS) {
      const losses = lossesOf(elements, gamma);
      // One float bin for each sign and target.
      expect(losses.length).toBe(4);
      for (const element of elements) {
        for (const found of losses) {
          expect(worstError(element, found, gamma)).toBeLessThan(1);
        }
      }
    }
  });
});

describe('logits of other types', () => {
  function decoded(
    dtype: 'float16' | 'bfloat16' | 'float32',
    littleEndian: boolean,
    bytes: Uint8Array,
  ): Float32Array {
    const kernel = new KernelInstance(module, false);
    const type = elementType(dtype, littleEndian);
    const length = bytes.length / type.itemSize;
    const data = new LogitData(kernel, type, length, 1, 'logits', false);
    data.bytes(length).set(bytes);
    return new Float32Array(kernel.memory, data.decode(length), length).slice();
  }

  const halves = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);

  it('are exact for all 65,536 numbers of float16', () => {
    const expected = Float32Array.from(new Float16Array(halves.buffer));
    expect(decoded('float16', true, new Uint8Array(halves.buffer))).toEqual(expected);
  });

  it('are exact for all 65,536 numbers of bfloat16', () => {
    const expected = new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer);
    expect(decoded('bfloat16', true, new Uint8Array(halves.buffer))).toEqual(expected);
  });

  it('are exact for big-endian float32', () => {
    const numbers = Float32Array.from({ length: 101 }, (_, at) => Math.sinh(at - 50));
    const bytes = new Uint8Array(4 * numbers.length);
    const view = new DataView(bytes.buffer);
    for (const [at, number] of numbers.entries()) {
      view.setFloat32(4 * at, number, false);
    }
    expect(decoded('float32', false, bytes)).toEqual(numbers);
  });
});

it('no two edges of the histograms run through the same float bin', () => {
  expect(() => edgeBins()).not.toThrow();
});
