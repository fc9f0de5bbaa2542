/** The header of an NPY 1.0 file after its specification (numpy.lib.format): 128 bytes before the elements in C order. */
export function npyHeader(descriptor: string, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const lengths = shape.map((length) => `${length},`).join('');
  const text = `{'descr': '${descriptor}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const header = new TextEncoder().encode(`${text.padEnd(128 - 10 - 1)}\n`);
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0, ...header]);
}

/** An NPY 1.0 file from the bytes of its elements in C order. */
export function npyBytes(
  descriptor: string,
  shape: readonly number[],
  bytes: ArrayBufferLike,
): Uint8Array<ArrayBuffer> {
  const header = npyHeader(descriptor, shape);
  const file = new Uint8Array(header.length + bytes.byteLength);
  file.set(header);
  file.set(new Uint8Array(bytes), header.length);
  return file;
}
