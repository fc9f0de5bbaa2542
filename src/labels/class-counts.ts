import { TensorFileError } from '../tensor/tensor-file';

/** A class and how many examples it has. */
export interface CountedClass {
  readonly name: string;
  readonly count: number;
}

/** The number of examples of each class of a data set. */
export interface ClassCounts {
  /** In the order of their indices; labels that are words in alphabetical order. */
  readonly classes: readonly CountedClass[];
  /** Labels with the value to ignore. */
  readonly ignored: number;
}

/** More different labels than these are no classes but values. */
const MOST_CLASSES = 100_000;
/** Indices below this are filled up, whatever is missing between them; masks have 256. */
const MOST_EMPTY = 256;

/** Counts labels by name. */
export class LabelCounter {
  private readonly counts = new Map<string, number>();
  private ignored = 0;

  /**
   * @param file named in errors
   * @param ignoredLabel label that is counted apart
   */
  constructor(
    private readonly file: string,
    private readonly ignoredLabel?: string,
  ) {}

  /** @throws TensorFileError for more different labels than there can be classes */
  add(label: string, times = 1): void {
    if (label === this.ignoredLabel) {
      this.ignored += times;
      return;
    }
    this.counts.set(label, (this.counts.get(label) ?? 0) + times);
    if (this.counts.size > MOST_CLASSES) {
      throw new TensorFileError(this.file, { id: 'too-many-classes', facts: { most: MOST_CLASSES } });
    }
  }

  /**
   * The classes. Labels that are indices stand for all classes up to the largest, also those without examples.
   * @throws TensorFileError without labels
   */
  result(): ClassCounts {
    if (this.counts.size === 0) {
      throw new TensorFileError(this.file, { id: 'labels-none', facts: {} });
    }
    const names = [...this.counts.keys()];
    const indices = names.map((name) => (/^\d+$/.test(name) ? Number(name) : Number.NaN));
    const largest = Math.max(...indices);
    const areIndices = largest < Math.max(MOST_EMPTY, 2 * names.length);
    const ordered = areIndices
      ? Array.from({ length: largest + 1 }, (_, index) => String(index))
      : names.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
    return {
      classes: ordered.map((name) => ({ name, count: this.counts.get(name) ?? 0 })),
      ignored: this.ignored,
    };
  }
}
