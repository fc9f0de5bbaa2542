/** Bytes processed per step, each with its own table ("slicing by 16", after Kounavis and Berry 2005). */
const SLICE = 16;
/** Entry 256 k + b: the CRC state after byte b and k zero bytes. Computed when the first archive is read. */
let tables: Int32Array | undefined;

/**
 * The CRC-32 of zip (polynomial 0xEDB88320), continued from `crc`, which is 0 at the start.
 * @returns an unsigned 32-bit integer
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  tables ??= makeTables();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let state = ~crc;
  let index = 0;
  for (; index + SLICE <= bytes.length; index += SLICE) {
    state =
      afterWord(tables, state ^ view.getInt32(index, true), 12) ^
      afterWord(tables, view.getInt32(index + 4, true), 8) ^
      afterWord(tables, view.getInt32(index + 8, true), 4) ^
      afterWord(tables, view.getInt32(index + 12, true), 0);
  }
  for (; index < bytes.length; index += 1) {
    state = (tables[(state ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (state >>> 8);
  }
  return ~state >>> 0;
}

/** The state that the four bytes of `word`, lowest first, leave after `zeros` more zero bytes. */
function afterWord(tables: Int32Array, word: number, zeros: number): number {
  const base = 256 * zeros;
  return (
    (tables[base + 768 + (word & 0xff)] ?? 0) ^
    (tables[base + 512 + ((word >>> 8) & 0xff)] ?? 0) ^
    (tables[base + 256 + ((word >>> 16) & 0xff)] ?? 0) ^
    (tables[base + (word >>> 24)] ?? 0)
  );
}

function makeTables(): Int32Array {
  const made = new Int32Array(256 * SLICE);
  for (let byte = 0; byte < 256; byte += 1) {
    let state = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      state = state & 1 ? (state >>> 1) ^ 0xedb88320 : state >>> 1;
    }
    made[byte] = state;
  }
  for (let index = 256; index < made.length; index += 1) {
    const state = made[index - 256] ?? 0;
    made[index] = (made[state & 0xff] ?? 0) ^ (state >>> 8);
  }
  return made;
}
