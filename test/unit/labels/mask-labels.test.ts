import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabelCounter } from '../../../src/labels/class-counts';
import { countMaskPixels } from '../../../src/labels/mask-labels';
import { asRecord, count } from './counted-files';

/** A grey PNG as its specification (W3C 2003) has it: without filters, pixels packed from the highest bits on. */
function png(
  width: number,
  depth: 1 | 2 | 4 | 8 | 16,
  pixels: readonly number[],
  colourType = 0,
): Uint8Array {
  const lines: number[] = [];
  for (let row = 0; row < pixels.length / width; row++) {
    lines.push(0);
    let bits = '';
    for (const value of pixels.slice(row * width, (row + 1) * width)) {
      bits += value.toString(2).padStart(depth, '0');
    }
    for (const byte of bits.match(/.{1,8}/g) ?? []) {
      lines.push(Number.parseInt(byte.padEnd(8, '0'), 2));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(pixels.length / width, 4);
  header.set([depth, colourType, 0, 0, 0], 8);
  const palette = colourType === 3 ? [chunk('PLTE', Buffer.alloc(3 * 2 ** Math.min(depth, 8)))] : [];
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...palette,
    chunk('IDAT', deflateSync(Buffer.from(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

describe('masks', () => {
  it('are counted by pixel at every depth, grey or with a palette', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1 as const, 2 as const, 4 as const, 8 as const, 16 as const),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        async (depth, width, height, isGrey, stream) => {
          const pixels = Array.from(
            { length: width * height },
            () => Number(stream.next().value) % 2 ** depth,
          );
          const colourType = isGrey || depth === 16 ? 0 : 3;
          const counter = new LabelCounter('mask.png');
          await countMaskPixels('mask.png', png(width, depth, pixels, colourType), counter);
          const found = asRecord(counter.result());
          for (const value of new Set(pixels)) {
            expect(found[String(value)]).toBe(pixels.filter((one) => one === value).length);
          }
          expect(Object.values(found).reduce((sum, one) => sum + one, 0)).toBe(pixels.length);
        },
      ),
    );
  });

  it('of a folder are counted together', async () => {
    const files = { 'm/a.png': png(2, 8, [0, 1]), 'm/b.png': png(2, 8, [255, 1]) };
    const found = await count(files, 'm', { ignore: '255' });
    expect(asRecord(found)).toEqual({ '0': 1, '1': 2 });
    expect(found.ignored).toBe(1);
  });

  it('in black and white have two classes, and white beside other classes is left out', async () => {
    const binary = await count({ 'm/a.png': png(3, 8, [0, 255, 0]) }, 'm');
    expect(binary).toEqual({
      classes: [
        { name: '0', count: 2 },
        { name: '255', count: 1 },
      ],
      ignored: 0,
    });
    expect(await count({ 'm/a.png': png(4, 8, [0, 255, 2, 2]) }, 'm')).toEqual({
      classes: [
        { name: '0', count: 1 },
        { name: '1', count: 0 },
        { name: '2', count: 2 },
      ],
      ignored: 1,
    });
    const all = await count({ 'm/a.png': png(2, 8, [254, 255]) }, 'm');
    expect(all.classes).toHaveLength(256);
    expect(all.ignored).toBe(0);
  });

  it('with colours, and files that are no PNG, are refused by name', async () => {
    const coloured = { 'm/a.png': png(3, 8, [1, 2, 3], 0), 'm/b.png': Uint8Array.from([1, 2, 3]) };
    await expect(count(coloured, 'm')).rejects.toThrow('m/b.png: the file cannot be read');
  });
});
