/** The data contain a value that the kernel does not support, so that the reference must gather them. */
export class UnsuitedData extends Error {
  override readonly name = 'UnsuitedData';
}
