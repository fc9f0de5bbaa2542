import { calibrationOf } from '../derive/calibration';
import { classesOf } from '../derive/classes';
import { distributionOf } from '../derive/distribution';
import { countsOf, lossesOf, reducedLossOf } from '../derive/losses';
import { rankingOf } from '../derive/ranking-of';
import { type ReadLoss, recognisedLoss } from '../explain/given-loss';
import { findingsOf } from '../findings/all';
import type {
  Interpretation,
  Parameters,
  Report,
  ReportInput,
  StatisticsRecord,
  UnusedArray,
} from './report';

/** The input of a report. */
export interface Measurement {
  readonly inputs: readonly ReportInput[];
  readonly unusedArrays: readonly UnusedArray[];
  readonly interpretation: Interpretation;
  readonly parameters: Parameters;
  readonly statistics: StatisticsRecord;
  readonly milliseconds: number;
  /** A loss that the files give as one number. */
  readonly givenLoss?: ReadLoss | null;
  /** Findings of a sample, where predictions and targets hardly agree. */
  readonly pairing?: Report['pairing'];
  /** Given when the statistics of the loss are estimates. */
  readonly estimate?: Report['estimate'];
}

/** Derives every part of the report from the measurement, after a pass and after merging shards. */
export function buildReport(measurement: Measurement): Report {
  const { interpretation, parameters, statistics, milliseconds, givenLoss = null } = measurement;
  const inputs = [...measurement.inputs];
  const counts = countsOf(statistics);
  const losses = lossesOf(statistics, counts);
  const measured = {
    inputs,
    unusedArrays: [...measurement.unusedArrays],
    interpretation,
    parameters,
    counts,
    classes: classesOf(interpretation, statistics),
    losses,
    reducedLoss: reducedLossOf(losses, parameters.reduction),
    givenLoss: givenLoss === null ? null : recognisedLoss(givenLoss, losses),
    distribution: distributionOf(statistics, interpretation, parameters),
    ranking: rankingOf(statistics, interpretation, counts),
    pairing: measurement.pairing ?? null,
    calibration: calibrationOf(statistics, interpretation),
    hardest: statistics.hardest,
    statistics,
  };
  return {
    schema: 'focal-loss-report',
    version: 1,
    ...measured,
    estimate: measurement.estimate ?? null,
    findings: findingsOf(measured),
    explanations: [],
    crossCheck: null,
    timing: {
      finishedAt: new Date().toISOString(),
      milliseconds,
      bytesRead: inputs.reduce((sum, { byteSize }) => sum + byteSize, 0),
      elementsPerSecond: milliseconds > 0 ? (1000 * counts.elements) / milliseconds : null,
    },
  };
}
