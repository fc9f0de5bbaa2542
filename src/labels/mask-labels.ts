import { TensorFileError } from '../tensor/tensor-file';
import type { ClassCounts, LabelCounter } from './class-counts';

const GREYS = 65_536;

/**
 * Counts the pixels of each class in a mask: a PNG whose grey value or place in the palette is the class.
 * @throws TensorFileError where the file is no PNG or has several channels
 */
export async function countMaskPixels(file: string, bytes: Uint8Array, counter: LabelCounter): Promise<void> {
  const { width, height, data, depth, channels } = await decoded(file, bytes);
  if (channels !== 1) {
    throw new TensorFileError(file, { id: 'mask-channels', facts: { channels } });
  }
  const counts = new Float64Array(GREYS);
  const count = (value: number) => {
    counts[value] = (counts[value] ?? 0) + 1;
  };
  if (depth >= 8) {
    data.forEach(count);
  } else {
    // Several pixels share a byte, the first in the highest bits; every line begins with a byte of its own.
    const inByte = 8 / depth;
    const bytesInLine = Math.ceil(width / inByte);
    for (let at = 0; at < width * height; at++) {
      const column = at % width;
      const byte = data[Math.floor(at / width) * bytesInLine + Math.floor(column / inByte)] ?? 0;
      count((byte >> (8 - depth * ((column % inByte) + 1))) & (2 ** depth - 1));
    }
  }
  for (const [value, pixels] of counts.entries()) {
    if (pixels > 0) {
      counter.add(String(value), pixels);
    }
  }
}

/** The largest value of a byte: the foreground of a mask in black and white, else the pixels of no class. */
const WHITE = 255;

/**
 * The classes of masks whose pixels were counted. Black and white are two classes. White beside other classes, and far from the
 * next, is left out, as in Pascal VOC and Cityscapes.
 */
export function classesOfMasks(counts: ClassCounts): ClassCounts {
  const white = counts.classes[WHITE];
  const others = counts.classes.slice(0, WHITE);
  const largest = others.findLastIndex(({ count }) => count > 0);
  if (white === undefined || counts.classes.length > WHITE + 1 || largest < 0 || largest === WHITE - 1) {
    return counts;
  }
  return largest === 0
    ? { ...counts, classes: [...others.slice(0, 1), white] }
    : { classes: others.slice(0, largest + 1), ignored: counts.ignored + white.count };
}

async function decoded(file: string, bytes: Uint8Array) {
  const { decode } = await import('fast-png');
  try {
    return decode(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TensorFileError(file, { id: 'labels-malformed', facts: { reason } });
  }
}
