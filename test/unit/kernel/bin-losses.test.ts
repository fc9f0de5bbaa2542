import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import bytes from '../../../src/kernel/kernel.wasm';
import { exactLosses, LOSSES, meanLosses, resultOf } from './float-bin-losses';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await WebAssembly.compile(bytes);
});

/** Logits that share a float bin or lie in neighbouring ones, as unevenly as may be. */
const crowd = fc
  .record({
    logit: fc.double({ min: -20, max: 20, noNaN: true }),
    target: fc.constantFrom(0, 1),
    width: fc.constantFrom(0, 1e-4, 1 / 512, 1 / 128, 1 / 32),
    places: fc.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    }),
  })
  .map(({ logit, target, width, places }) =>
    places.map((place) => ({ logit: Math.fround(logit + place * width), target })),
  );
/** Those that the kernel takes: 0, and from a hundredth to ten. */
const gamma = fc.oneof(fc.constantFrom(0, 0.5, 1, 2, 5, 10), fc.double({ min: 0.01, max: 10, noNaN: true }));

it('the mean loss of logits next to each other is that of float64 to 1e-6', () => {
  fc.assert(
    fc.property(fc.array(crowd, { minLength: 1, maxLength: 4 }), gamma, (crowds, gamma) => {
      const elements = crowds.flat();
      const found = meanLosses(module, resultOf(module, elements, gamma), gamma);
      const exact = elements.map((element) => exactLosses(element, gamma));
      for (const loss of LOSSES) {
        if (loss === 'focalStar' && gamma === 0) {
          continue;
        }
        const mean = exact.reduce((sum, one) => sum + one[loss], 0) / elements.length;
        expect(Math.abs(found[loss] - mean), loss).toBeLessThanOrEqual(1e-6 * mean + 1e-9);
      }
    }),
  );
});
