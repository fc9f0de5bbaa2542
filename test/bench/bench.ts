import type { Stopwatch } from './measure';
import type { Programs } from './programs';
/** Another version of Node than the one that runs the bench. */
export interface OtherNode {
  readonly program: string;
  readonly version: string;
}

/** Everything that a group of measurements needs. */
export interface Bench {
  readonly stopwatch: Stopwatch;
  readonly python: string;
  readonly otherNodes: readonly OtherNode[];
  /** The bundles that are measured. */
  readonly programs: Programs;
  /** Path of a file made by make_data.py. */
  data(name: string): string;
}
