import type { Batch, ColumnSizes } from '../input/batches';
import { indexOfElement, indexOfValue, type Layout } from '../input/layout';
import type { Interpretation } from '../report/interpretation';
import type { Parameters } from '../report/parameters';
import type { TermBlock } from '../terms/term-block';
import type { Mergeable } from './mergeable';

/** The data of a check, as far as statistics must know them. Plain data, so that it can be posted. */
export interface CheckedData {
  readonly layout: Layout;
  readonly interpretation: Interpretation;
  readonly parameters: Parameters;
  /** The arrays beside logits and targets. */
  readonly sizes: ColumnSizes;
  /** Name of the logits' file. */
  readonly file: string;
  /** Shape of the logits. */
  readonly shape: readonly number[];
}

/** Gathers a statistic from a part of the data. */
export interface Accumulator<Value> {
  /** Called with the values as they were given, before their terms. */
  addBatch?(batch: Batch): void;
  /** Called with the loss terms of the elements that are not left out. */
  addTerms?(block: TermBlock): void;
  /** Returns the gathered value. */
  record(locator: Locator): Value;
}

/** One statistic of the check: the schema of its record, how records merge, and how one is gathered. */
export interface Statistic<Value> extends Mergeable<Value> {
  /** Null where the data have nothing for it, or where the pass does not gather it: its record is null. */
  start(data: CheckedData): Accumulator<Value> | Extract<Value, null>;
}

/** Turns rows and elements of the pass into places in the file. */
export interface Locator {
  readonly file: string;
  readonly indexOfValue: (row: number, channel: number) => number[];
  readonly indexOfElement: (element: number) => number[];
}

export function locatorOf({ file, shape, layout, interpretation }: CheckedData): Locator {
  return {
    file,
    indexOfValue: (row, channel) => indexOfValue(shape, layout, row, channel),
    indexOfElement: (element) => indexOfElement(shape, layout, interpretation, element),
  };
}
