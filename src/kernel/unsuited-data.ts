/** The data turned out to hold what the kernel has no way for: they are left to the reference. */
export class UnsuitedData extends Error {
  override readonly name = 'UnsuitedData';
}
