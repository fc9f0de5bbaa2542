import { type CodePlace, ImportTrail } from '../code/imports/follow-imports';
import type { LossSource } from './list-losses-input';
import type { WantedImports } from './wanted-imports-input';

/** How a host finds the files that code imports. */
export interface ImportFiles {
  /** Where a file stands; null where no import is followed. */
  readonly placeOf: (source: LossSource) => CodePlace | null;
  /** The text of a file beside a source; null if there is none. */
  readonly read: (source: LossSource, path: string) => Promise<string | null>;
  /** Runs the losses of files, which say what they need. */
  readonly wantedBy: (sources: LossSource[]) => Promise<WantedImports>;
}

/** Files of code with those that their losses import: all are run at once, again and again until none needs another file. */
export async function withImports(
  sources: readonly LossSource[],
  { placeOf, read, wantedBy }: ImportFiles,
): Promise<LossSource[]> {
  const trails = sources.map((source) => new ImportTrail(placeOf(source), (path) => read(source, path)));
  const sourceAt = (at: number): LossSource[] => {
    const [source, trail] = [sources[at], trails[at]];
    return source === undefined || trail === undefined
      ? []
      : [{ ...source, code: { ...source.code, imports: [...trail.answers] } }];
  };
  let open = [...sources.keys()];
  while (open.length > 0) {
    const wanted = await wantedBy(open.flatMap(sourceAt));
    const goesOn = await Promise.all(open.map((at, place) => trails[at]?.follow(wanted[place] ?? [])));
    open = open.filter((_, place) => goesOn[place] === true);
  }
  return [...sources.keys()].flatMap(sourceAt);
}
