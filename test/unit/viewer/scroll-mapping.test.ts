import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scrollMapping } from '../../../webview/viewer/scroll-mapping';

const counts = fc.oneof(fc.nat(2_000), fc.nat(2 ** 40));
const views = fc.integer({ min: 1, max: 2_000 });

it('the first and the last item can be reached, and the bar stays within what browsers can show', () => {
  fc.assert(
    fc.property(counts, views, (count, view) => {
      const mapping = scrollMapping(count, 24, view);
      expect(mapping.first(0)).toBe(0);
      expect(mapping.first(mapping.size - view)).toBe(mapping.lastFirst);
      expect(mapping.lastFirst + Math.max(1, Math.floor(view / 24))).toBeGreaterThanOrEqual(count);
      expect(mapping.size).toBeLessThanOrEqual(8_000_000);
    }),
  );
});

it('the scroll position of an item shows this item first', () => {
  fc.assert(
    fc.property(fc.nat(100_000), views, fc.nat(), (count, view, seed) => {
      const mapping = scrollMapping(count, 24, view);
      const item = seed % (mapping.lastFirst + 1);
      expect(mapping.first(mapping.position(item))).toBe(item);
    }),
  );
});
