import type { CheckProgress } from '../check/check';
import { AmbiguousArraysError, MOST_CANDIDATES } from '../check/input/select-arrays';
import type { Report } from '../check/report/report';
import { type SeriesPoint, seriesPoint } from '../check/report/series';
import type { CheckSettings, FinishedCheck } from '../protocol/report';

/** The parts of a host that a check for a person needs. */
export interface CheckServices {
  /** The name of a file, given by its URI. */
  nameOf(file: string): string;
  /** Runs the check, or reads the saved report. Rejects with the signal's reason when cancelled. */
  check(settings: CheckSettings, run: RunOptions): Promise<CheckedReport>;
  /** Lets the user choose an array and remembers it; undefined when the user or the signal closes the list. */
  chooseArray(
    settings: CheckSettings,
    error: AmbiguousArraysError,
    signal: AbortSignal,
  ): Promise<CheckSettings | undefined>;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CheckProgress) => void;
}

export interface CheckedReport {
  readonly report: Report;
  /** True for a report opened from a file. */
  readonly saved: boolean;
  /** URIs of the files that a saved report was made of; null if they are not at hand, and for other reports. */
  readonly data: readonly string[] | null;
  /** Names of the classes; null if there are none. */
  readonly named: FinishedCheck['named'];
}

/** Checks, and asks the user if several arrays fit. Returns the settings with the answers too. */
export async function checkAsking(
  services: CheckServices,
  settings: CheckSettings,
  run: RunOptions,
): Promise<CheckedReport & { readonly settings: CheckSettings }> {
  try {
    return { ...(await services.check(settings, run)), settings };
  } catch (error) {
    if (!(error instanceof AmbiguousArraysError) || error.candidates.length > MOST_CANDIDATES) {
      throw error;
    }
    const chosen = await services.chooseArray(settings, error, run.signal);
    if (chosen === undefined) {
      throw error;
    }
    return checkAsking(services, chosen, run);
  }
}

/** Names of the checked files: of a series, the first and the last. */
export function namesOf({ files, series = [] }: CheckSettings, nameOf: CheckServices['nameOf']): string {
  const [first] = series;
  const last = series.at(-1);
  return first === undefined || last === undefined
    ? files.map(nameOf).join(', ')
    : `${nameOf(first)} … ${nameOf(last)}`;
}

/** Checks the files to compare with, under the same parameters and choices; null if there are none. */
export async function checkCompared(
  services: CheckServices,
  { comparedWith, choices }: CheckSettings,
  { parameters }: Report,
  run: RunOptions,
): Promise<FinishedCheck['comparison']> {
  if (comparedWith === undefined) {
    return null;
  }
  const other: CheckSettings = { files: [...comparedWith], choices, parameters, watch: false };
  const { report } = await checkAsking(services, other, run);
  return { title: comparedWith.map((file) => services.nameOf(file)).join(', '), report };
}

/** Checks the files of a series before the last, whose report is given; empty without a series. */
export async function checkSeries(
  services: CheckServices,
  { series = [], choices }: CheckSettings,
  last: Report,
  run: RunOptions,
): Promise<SeriesPoint[]> {
  const points: SeriesPoint[] = [];
  for (const file of series.slice(0, -1)) {
    const settings: CheckSettings = { files: [file], choices, parameters: last.parameters, watch: false };
    const { report } = await checkAsking(services, settings, run);
    points.push(seriesPoint(services.nameOf(file), report));
  }
  const [own] = series.slice(-1);
  return own === undefined ? [] : [...points, seriesPoint(services.nameOf(own), last)];
}
