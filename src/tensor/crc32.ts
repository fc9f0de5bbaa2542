/** Eight tables, so that eight bytes are taken at a time ("slicing by 8", Kounavis and Berry 2005). */
const tables = makeTables();

/**
 * The CRC-32 of zip (polynomial 0xEDB88320), continued from `crc`, which is 0 at the start.
 * @returns an unsigned 32-bit integer
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  const at = (table: Int32Array, index: number): number => table[index & 0xff] ?? 0;
  let state = ~crc;
  let index = 0;
  for (; index + 8 <= bytes.length; index += 8) {
    state ^=
      (bytes[index] ?? 0) |
      ((bytes[index + 1] ?? 0) << 8) |
      ((bytes[index + 2] ?? 0) << 16) |
      ((bytes[index + 3] ?? 0) << 24);
    state =
      at(t7, state) ^
      at(t6, state >>> 8) ^
      at(t5, state >>> 16) ^
      at(t4, state >>> 24) ^
      at(t3, bytes[index + 4] ?? 0) ^
      at(t2, bytes[index + 5] ?? 0) ^
      at(t1, bytes[index + 6] ?? 0) ^
      at(t0, bytes[index + 7] ?? 0);
  }
  for (; index < bytes.length; index += 1) {
    state = at(t0, state ^ (bytes[index] ?? 0)) ^ (state >>> 8);
  }
  return ~state >>> 0;
}

type EightTables = [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];

function makeTables(): EightTables {
  const table = () => new Int32Array(256);
  const made: EightTables = [table(), table(), table(), table(), table(), table(), table(), table()];
  const [first] = made;
  for (let byte = 0; byte < 256; byte += 1) {
    let state = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      state = state & 1 ? (state >>> 1) ^ 0xedb88320 : state >>> 1;
    }
    first[byte] = state;
  }
  for (let byte = 0; byte < 256; byte += 1) {
    let state = first[byte] ?? 0;
    for (const table of made.slice(1)) {
      state = (first[state & 0xff] ?? 0) ^ (state >>> 8);
      table[byte] = state;
    }
  }
  return made;
}
