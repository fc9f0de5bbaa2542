import { type ArraySource, batches } from './batches';
import { calibrationOf } from './derive/calibration';
import { classesOf } from './derive/classes';
import { distributionOf } from './derive/distribution';
import { hardestOf } from './derive/hardest';
import { countsOf, lossesOf, reducedLossOf } from './derive/losses';
import { findingsOf } from './findings/all';
import type { InterpretationChoices } from './interpret/choices';
import { type Interpreted, interpret } from './interpret/interpret';
import { observe } from './interpret/observations';
import { observedInPass } from './interpret/observed-in-pass';
import { presetParameters } from './parameters';
import type { Parameters, Report, ReportInput } from './report';
import { type ArraySelection, selectArrays } from './select-arrays';
import { Statistics } from './statistics/statistics';

export interface CheckProgress {
  /** Bytes of logits and targets that the pass has gone through. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Loss terms done. */
  readonly elements: number;
}

export interface CheckRequest extends ArraySelection {
  /** What the user decided about the arrays' meaning; the rest is inferred. */
  readonly choices?: InterpretationChoices;
  /** What the user set; the rest comes from the files' scalars `alpha` and `gamma`, then from the defaults. */
  readonly parameters?: Partial<Parameters>;
  /** Stops the check: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Milliseconds since any fixed moment; `performance.now` unless given. */
  readonly now?: () => number;
}

/**
 * Checks logits against targets: says what they are, what the loss sees in them, and what is wrong.
 * @throws TensorFileError when a file is malformed, an array is missing or the shapes do not fit.
 * @throws RangeError when α or γ are out of range.
 */
export async function checkTensors(request: CheckRequest): Promise<Report> {
  const { choices = {}, signal } = request;
  const now = request.now ?? (() => performance.now());
  const started = now();
  const { logits, targets } = selectArrays(request);
  const parameters = await presetParameters(request.files, request.parameters ?? {}, signal);
  const abort = signal === undefined ? {} : { signal };
  const values = await observe(logits, signal);
  const labels = await observe(targets, signal);
  const evidence = { logits, targets, ...abort };
  let interpreted = await interpret({ ...evidence, values, labels }, choices);
  let statistics = await gather(request, logits, targets, interpreted, parameters);
  const seen = observedInPass(statistics, { values, labels });
  const revised = await interpret({ ...evidence, ...seen }, choices);
  if (differs(interpreted, revised)) {
    interpreted = revised;
    statistics = await gather(request, logits, targets, interpreted, parameters);
  }
  const milliseconds = now() - started;
  return reportOf({ logits, targets, interpreted, parameters, statistics, milliseconds });
}

async function gather(
  { signal, onProgress }: CheckRequest,
  logits: ArraySource,
  targets: ArraySource,
  { interpretation, layout }: Interpreted,
  parameters: Parameters,
): Promise<Statistics> {
  const statistics = new Statistics(layout, interpretation, parameters);
  const totalBytes = logits.array.byteLength + targets.array.byteLength;
  for await (const batch of batches(logits, targets, layout, signal)) {
    signal?.throwIfAborted();
    statistics.add(batch);
    const done = (batch.firstRow + batch.rows) / layout.rows;
    onProgress?.({
      bytes: Math.round(done * totalBytes),
      totalBytes,
      elements: Math.round(done * layout.elements),
    });
  }
  return statistics;
}

/** Whether the whole data call for another reading than the sample did. */
function differs(one: Interpreted, other: Interpreted): boolean {
  const { why: _, ...before } = one.interpretation;
  const { why: __, ...after } = other.interpretation;
  return JSON.stringify(before) !== JSON.stringify(after);
}

interface Checked {
  readonly logits: ArraySource;
  readonly targets: ArraySource;
  readonly interpreted: Interpreted;
  readonly parameters: Parameters;
  readonly statistics: Statistics;
  readonly milliseconds: number;
}

function reportOf(checked: Checked): Report {
  const { interpreted, parameters, statistics, milliseconds } = checked;
  const { interpretation, layout } = interpreted;
  const inputs = [inputOf('logits', checked.logits), inputOf('targets', checked.targets)];
  const counts = countsOf(layout, statistics);
  const losses = lossesOf(statistics, counts);
  const measured = {
    inputs,
    interpretation,
    parameters,
    counts,
    classes: classesOf(layout, interpretation, statistics),
    losses,
    distribution: distributionOf(statistics, interpretation, parameters),
    calibration: calibrationOf(statistics, interpretation),
    hardest: hardestOf(checked.logits.array.shape, layout, interpretation, statistics),
  };
  return {
    schema: 'focal-loss-report',
    version: 1,
    ...measured,
    reducedLoss: reducedLossOf(losses, parameters.reduction),
    findings: findingsOf({ ...measured, interpreted, statistics }),
    explanations: [],
    crossCheck: null,
    timing: {
      finishedAt: new Date().toISOString(),
      milliseconds,
      bytesRead: inputs.reduce((sum, { byteSize }) => sum + byteSize, 0),
      elementsPerSecond: milliseconds > 0 ? (1000 * layout.elements) / milliseconds : null,
    },
    statistics: {
      margins: {
        positives: statistics.margins.positives.entries(),
        negatives: statistics.margins.negatives.entries(),
      },
    },
  };
}

function inputOf(role: ReportInput['role'], { file, array }: ArraySource): ReportInput {
  return {
    role,
    file: file.name,
    array: array.name,
    shape: [...array.shape],
    dtype: array.dtype,
    byteSize: array.byteLength,
  };
}
