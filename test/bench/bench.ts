import type { Stopwatch } from './measure';
import type { Programs } from './programs';
/** Another version of Node than the one that runs the bench. */
export interface OtherNode {
  readonly program: string;
  readonly version: string;
}

/** What a group of measurements works with. */
export interface Bench {
  readonly stopwatch: Stopwatch;
  readonly python: string;
  readonly otherNodes: readonly OtherNode[];
  /** The bundles that are measured. */
  readonly programs: Programs;
  /** Path of a file that make_data.py made. */
  data(name: string): string;
}
