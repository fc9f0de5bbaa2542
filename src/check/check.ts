import type { Reason } from '../messages/reason';
import { countsOf } from './derive/losses';
import { rankingOf } from './derive/ranking-of';
import { sampledPairing } from './derive/sampled-pairing';
import { sampledStatistics } from './derive/sampled-statistics';
import { withIdentifiers } from './derive/with-identifiers';
import { scalarLoss } from './explain/given-loss';
import type { ArraySource, Sources } from './input/batches';
import { identifiersOf } from './input/identifiers';
import { optionalArraysOf } from './input/optional-arrays';
import { presetIgnoreIndex, presetParameters } from './input/parameters';
import { type ArraySelection, type SelectedArrays, selectArrays } from './input/select-arrays';
import type { InterpretationChoices } from './interpret/choices';
import type { Interpreted } from './interpret/evidence';
import { interpret } from './interpret/interpret';
import { observe } from './interpret/observations';
import { observedInPass } from './interpret/observed-in-pass';
import { buildReport } from './report/build-report';
import { decisionsOf, withReasons } from './report/interpretation';
import type { Parameters, Report, ReportInput, UnusedArray } from './report/report';
import { withListedClasses } from './statistics/class-entries';
import { withListedConfusions } from './statistics/confusions';
import type { StatisticsEngine } from './statistics/engine';
import { gatherStatistics } from './statistics/gather';
import type { StatisticsRecord } from './statistics/statistics';

export interface CheckProgress {
  /** Bytes of logits and targets that the current pass has read. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Loss terms done. */
  readonly elements: number;
}

export interface CheckRequest extends ArraySelection {
  /** The user's choices about the arrays' meaning; the rest is inferred. */
  readonly choices?: InterpretationChoices;
  /** Parameters set by the user; the rest comes from the files' scalars `alpha` and `gamma`, then from the defaults. */
  readonly parameters?: Partial<Parameters>;
  /** True to count the scores of each class in all rows, not only in a sample of many. */
  readonly allClassScores?: boolean;
  /** Stops the check: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Gathers the statistics of what it has a way for; everything else is gathered in this thread. */
  readonly engine?: StatisticsEngine;
  /** Milliseconds since any fixed moment; `performance.now` unless given. */
  readonly now?: () => number;
}

/**
 * Checks logits against targets: interprets them, gathers statistics in one pass, and reports what is wrong.
 * @throws TensorFileError when a file is malformed, an array is missing or the shapes do not fit.
 * @throws ParameterError when α or γ are out of range.
 */
export async function checkTensors(request: CheckRequest): Promise<Report> {
  const { signal } = request;
  const now = request.now ?? (() => performance.now());
  const started = now();
  const { logits, targets } = selectArrays(request);
  request.engine?.prepare?.(logits.array.elements);
  const preset = await presetParameters(request.files, request.parameters ?? {}, signal);
  const parameters = preset.value;
  const ignoreIndex = await presetIgnoreIndex(request.files, signal);
  const choices = {
    ...(ignoreIndex.value === undefined ? {} : { ignoreIndex: ignoreIndex.value }),
    ...request.choices,
  };
  const [values, labels] = await Promise.all([
    observe(logits, false, signal),
    observe(targets, true, signal),
  ]);
  const sample = { values, labels };
  const evidence = { logits, targets, ...(signal === undefined ? {} : { signal }) };
  let interpreted = await interpret({ ...evidence, ...sample }, choices);
  let pass = await gather(request, { logits, targets }, interpreted, parameters);
  const seen = observedInPass(pass.statistics, sample, interpreted);
  const revised = await interpret({ ...evidence, ...seen }, choices);
  const isOther = differs(interpreted, revised);
  // Its reasons have the range of all values, also where the sample was read right.
  interpreted = revised;
  if (isOther) {
    pass = await gather(request, { logits, targets }, interpreted, parameters);
  }
  const given = await scalarLoss({ logits, targets }, signal);
  const { interpretation } = interpreted;
  const task = {
    sources: pass.sources,
    onRows: pass.onRows,
    ...interpreted,
    parameters,
    ...(signal === undefined ? {} : { signal }),
  };
  const sampled = await sampledStatistics(pass.statistics, task, request.allClassScores ?? false);
  const identifiers = identifiersOf(request.files, { logits, targets }, interpretation);
  const statistics = await withIdentifiers({ ...pass.statistics, ...sampled }, identifiers, signal);
  const ranking = rankingOf(statistics, interpretation, countsOf(statistics));
  const paired = await sampledPairing(ranking, statistics, task);
  return buildReport({
    inputs: [...inputsOf(pass.sources), ...(given === null ? [] : [inputOf('loss', given.source)])],
    unusedArrays: [
      ...preset.unused,
      ...(request.choices?.ignoreIndex === undefined ? ignoreIndex.unused : []),
      ...pass.unused,
    ],
    interpretation: withReasons(interpretation, [
      ...pass.why,
      ...paired.why,
      ...(identifiers === null
        ? []
        : [{ id: 'rows-named' as const, facts: { array: identifiers.array, shape: identifiers.shape } }]),
    ]),
    parameters,
    statistics,
    givenLoss: given?.read ?? null,
    pairing: paired.pairing,
    milliseconds: now() - started,
  });
}

interface Pass {
  readonly sources: Sources;
  /** Told how many rows have been read. */
  readonly onRows: (rows: number) => void;
  readonly statistics: StatisticsRecord;
  /** The reasons for which the arrays beside logits and targets are used. */
  readonly why: readonly Reason[];
  readonly unused: readonly UnusedArray[];
}

async function gather(
  { signal, onProgress, engine, now = () => performance.now() }: CheckRequest,
  selected: SelectedArrays,
  { interpretation, layout, targets }: Interpreted,
  parameters: Parameters,
): Promise<Pass> {
  const { columns, why, unused } = optionalArraysOf(selected, layout, interpretation);
  const { weight } = columns;
  const leastWeight = weight === undefined ? 0 : (await observe(weight.source, false, signal)).minimum;
  const sources: Sources = { ...selected, targets, ...columns };
  const totalBytes = inputsOf(sources).reduce((sum, { byteSize }) => sum + byteSize, 0);
  const onRows = (rows: number) => {
    const done = rows / layout.rows;
    onProgress?.({
      bytes: Math.round(done * totalBytes),
      totalBytes,
      elements: Math.round(done * layout.elements),
    });
  };
  const task = {
    sources,
    layout,
    interpretation,
    parameters,
    onRows,
    ...(signal === undefined ? {} : { signal }),
  };
  const damage = damageOf(sources, signal);
  const statistics = await gatherStatistics(task, engine, now);
  const found = await damage;
  if (found !== null) {
    throw found.reason;
  }
  return {
    sources,
    onRows,
    statistics: withListedConfusions(withListedClasses(statistics)),
    why: [
      ...why,
      ...(leastWeight < 0 ? [{ id: 'weights-below-zero', facts: { minimum: leastWeight } } as const] : []),
    ],
    unused,
  };
}

/** The reason why readable data are damaged; null if they are intact. Runs beside the pass. */
async function damageOf(
  sources: Sources,
  signal?: AbortSignal,
): Promise<{ readonly reason: unknown } | null> {
  const { logits, targets, ...optional } = sources;
  const columns = Object.values(optional).map(({ source }) => source);
  try {
    await Promise.all([logits, targets, ...columns].map(({ file, array }) => file.verify(array, signal)));
    return null;
  } catch (reason) {
    return { reason };
  }
}

/** True if the whole data lead to another interpretation than the sample. */
function differs(one: Interpreted, other: Interpreted): boolean {
  return (
    JSON.stringify(decisionsOf(one.interpretation)) !== JSON.stringify(decisionsOf(other.interpretation))
  );
}

function inputsOf({ logits, targets, weight, mask, gradient, loss }: Sources): ReportInput[] {
  return [
    inputOf('logits', logits),
    inputOf('targets', targets),
    ...(weight === undefined ? [] : [inputOf('weight', weight.source)]),
    ...(mask === undefined ? [] : [inputOf('mask', mask.source)]),
    ...(gradient === undefined ? [] : [inputOf('gradient', gradient.source)]),
    ...(loss === undefined ? [] : [inputOf('loss', loss.source)]),
  ];
}

function inputOf(role: ReportInput['role'], { file, array }: ArraySource): ReportInput {
  return {
    role,
    file: file.name,
    array: array.name,
    shape: [...array.shape],
    dtype: array.dtype,
    byteSize: array.byteLength,
    ...(array.parts === undefined ? {} : { parts: array.parts }),
    ...(file.trailingBytes === 0 ? {} : { trailingBytes: file.trailingBytes }),
  };
}
