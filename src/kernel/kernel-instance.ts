import { BUFFERS, BUFFERS_WITHOUT_FLOAT_BINS } from '../numerics/memory-map';

/** Bytes behind a buffer that the functions of the kernel may read or write. */
const SPARE_BYTES = 64;
const PAGE_BYTES = 65_536;
/** Most pages of shared memory, as compile-kernel.mjs declares them. */
const MOST_PAGES = 65_536;

/** The functions that index.as.ts exports. */
export interface KernelExports {
  addToFloatBins(logits: number, codes: number, count: number, first: number): void;
  addMoments(one: number, oneRows: number, other: number, otherRows: number, sum: number): number;
  compactBins(rows: number, widthExponent: number): number;
  consider(positive: number, margin: number, index: number, target: number): void;
  setUpCodes(ignored: number, ignores: boolean, classes: number): void;
  codeValues(type: number, values: number, codes: number, count: number): void;
  classesOfOneHot(codes: number, rowClasses: number, rows: number, columns: number): number;
  spreadRows(codes: number, spread: number, rows: number, columns: number): void;
  foldWeights(weights: number, isMask: boolean, codes: number, logits: number, count: number): number;
  foldRowWeights(
    weights: number,
    isMask: boolean,
    targets: number,
    logits: number,
    rows: number,
    classes: number,
    background: number,
  ): number;
  bytesForRows(classes: number): number;
  setUpRows(start: number, classes: number, gamma: number, background: number): void;
  addBinLosses(rows: number, length: number, gamma: number): void;
  addBinMargins(rows: number, length: number): void;
  alphaAddress(): number;
  segment(index: number): number;
  spreadClasses(targets: number, codes: number, rows: number): void;
  addMultiLabelRows(
    logits: number,
    codes: number,
    rows: number,
    withValues: boolean,
    withBins: boolean,
  ): void;
  addProbabilities(values: number, isWide: boolean, rows: number): void;
  logitsOfProbabilities(probabilities: number, logits: number, count: number): void;
  logitsOfWideProbabilities(probabilities: number, logits: number, count: number): void;
  logitsOfRows(probabilities: number, isWide: boolean, logits: number, rows: number, columns: number): void;
  setUpHistograms(histograms: number, filled: number): void;
  setUpPairs(table: number, list: number): void;
  takeListed(): number;
  addRowMargins(
    targets: number,
    margins: number,
    codes: number,
    weights: number,
    rows: number,
    first: number,
  ): number;
  addRows(
    logits: number,
    shifted: number,
    targets: number,
    rows: number,
    margins: number,
    codes: number,
    weights: number,
    withValues: boolean,
  ): void;
  foldPairs(): void;
  swapBytes(data: number, bytes: number, itemSize: number): void;
  widenFloat16(halves: number, floats: number, count: number): void;
  narrowFloat64(doubles: number, floats: number, count: number): number;
  narrowShifted(doubles: number, floats: number, rows: number, columns: number): void;
  widenBfloat16(halves: number, floats: number, count: number): void;
}

/** One run of the kernel: its functions, and its memory with room for buffers. */
export class KernelInstance {
  readonly exports: KernelExports;
  /** Called for each element that the kernel leaves to the host, with its index in the batch. */
  onException: (place: number) => void = (place) => {
    throw new RangeError(`Element ${place} was left to a host that expected none.`);
  };
  /** Called for each row of a softmax that is left to the host. */
  onRowException: (place: number) => void = this.onException;
  private readonly ownMemory: WebAssembly.Memory;

  private next: number;
  /** End of the memory that may hold scratch data without being reserved. */
  private scratchEnd = 0;

  /** @param withFloatBins true to keep memory for float bins before the buffers */
  constructor(module: WebAssembly.Module, withFloatBins: boolean) {
    this.next = withFloatBins ? BUFFERS : BUFFERS_WITHOUT_FLOAT_BINS;
    const initial = this.next / PAGE_BYTES;
    this.ownMemory = new WebAssembly.Memory(
      KERNEL_MEMORY_IS_SHARED ? { initial, maximum: MOST_PAGES, shared: true } : { initial },
    );
    const instance = new WebAssembly.Instance(module, {
      env: { memory: this.ownMemory },
      'float-bins.as': { exception: (place: number) => this.onException(place) },
      'softmax.as': { exception: (place: number) => this.onRowException(place) },
    });
    this.exports = instance.exports as unknown as KernelExports;
  }

  get memory(): ArrayBufferLike {
    return this.ownMemory.buffer;
  }

  byteAt(address: number): number {
    return new DataView(this.memory).getUint8(address);
  }

  int32At(address: number): number {
    return new DataView(this.memory).getInt32(address, true);
  }

  float32At(address: number): number {
    return new DataView(this.memory).getFloat32(address, true);
  }

  /** Reserves zeroed bytes, aligned to 64, with `SPARE_BYTES` behind them, and returns their address. */
  reserve(bytes: number): number {
    const address = this.next;
    this.next += Math.ceil(bytes / 64) * 64 + SPARE_BYTES;
    this.growTo(this.next);
    const used = Math.min(this.next, this.scratchEnd) - address;
    if (used > 0) {
      new Uint8Array(this.memory, address, used).fill(0);
    }
    return address;
  }

  /** Address of free memory. It is valid until the next call of `reserve` or `scratch`. */
  scratch(bytes: number): number {
    this.scratchEnd = Math.max(this.scratchEnd, this.next + bytes);
    this.growTo(this.scratchEnd);
    return this.next;
  }

  private growTo(bytes: number): void {
    const missing = bytes - this.memory.byteLength;
    if (missing > 0) {
      this.ownMemory.grow(Math.ceil(missing / PAGE_BYTES));
    }
  }
}
