import type { ByteSource } from '../../reading/byte-source';
import { NEAR, readScattered } from '../../reading/runs-of-rows';
import { elementCount } from '../../shape';
import type { TextArray } from '../../tensor-file';
import type { NpyTextLayout } from './header';

/**
 * The texts of an NPY array of fixed room for each (`<U12`, `|S20`).
 * @param size bytes of the header and the data
 * @param bytes from the first text on
 * @returns null where the data are shorter or longer than their shape says
 */
export function npyTexts(
  { shape, encoding, itemSize, dataOffset }: NpyTextLayout,
  size: number,
  bytes: ByteSource,
): TextArray | null {
  const elements = elementCount(shape, itemSize);
  if (elements === undefined || elements * itemSize !== size - dataOffset) {
    return null;
  }
  return {
    shape,
    read(rows, signal) {
      const reader = bytes.openReader();
      return readScattered(rows, NEAR, async ({ first, count }) => {
        const data = new Uint8Array(count * itemSize);
        await reader.read(first * itemSize, data, signal);
        return Array.from({ length: count }, (_, at) =>
          decoded(data.subarray(at * itemSize, (at + 1) * itemSize), encoding),
        );
      });
    },
  };
}

/** A text without the zeros that fill it up. A number that is no character becomes U+FFFD. */
function decoded(item: Uint8Array, encoding: NpyTextLayout['encoding']): string {
  if (encoding === 'bytes') {
    return withoutEnd(new TextDecoder().decode(item));
  }
  const view = new DataView(item.buffer, item.byteOffset, item.byteLength);
  let text = '';
  for (let offset = 0; offset < item.byteLength; offset += 4) {
    const point = view.getUint32(offset, encoding === 'utf-32-le');
    text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  }
  return withoutEnd(text);
}

function withoutEnd(text: string): string {
  const end = text.search(/\0*$/);
  return text.slice(0, end);
}
