import { type ClassChanges, shiftOfChanges } from '../../calibration/class-changes';
import { probabilityLogit, type TrainedLoss } from '../../calibration/focal-map';
import type { Messages } from '../../messages/messages';
import { sigmoid } from '../../numerics/stable';
import { asSigmoid, isPairOfClasses } from '../derive/as-sigmoid';
import { logitBinsOf } from '../derive/logit-bins';
import { type CalibrationMeasures, isIdentity, type MapCheck, mapCheckOf } from '../derive/map-check';
import { trainedLossOf } from '../derive/trained-loss';
import { logOddsReliability } from '../figures/log-odds-reliability';
import type { Report } from '../report/report';
import { marginBins } from '../statistics/margin-histogram';
import { RELIABILITY_BINS, reliabilityBinOf } from '../statistics/reliability';
import type { AnswerCard, AnswerDetails, AnswerTable } from './answer-card';
import { mapCode, softmaxMapCode } from './map-code';
import { meaningCurve } from './meaning-curve';
import { markOfScore, type ScoreMark, usualMarks } from './score-marks';

/** A bin with more of the elements hides how reliable they are. */
const MOST_IN_A_BIN = 0.5;

/**
 * The meaning of a score, where the loss is known alone.
 * @param changes what was done to the classes beside the loss
 */
export function meaningOfLoss(loss: TrainedLoss, changes: ClassChanges, messages: Messages): AnswerCard {
  return cardOf(loss, changes, messages, null);
}

/** The meaning of the scores of a report, and whether its data bear that out. */
export function meaningCard(given: Report, changes: ClassChanges, messages: Messages): AnswerCard {
  const { meaning: says } = messages.answers;
  const report = asSigmoid(given);
  const loss = trainedLossOf(report.parameters);
  if (report.interpretation.link === 'softmax') {
    const { parameters } = report;
    return {
      id: 'meaning',
      title: says.cardTitle,
      lead: says.softmax,
      details: () => ({
        sentences: [says.assumes],
        tables: [],
        figures: [],
        copies: softmaxMapCode(parameters),
      }),
    };
  }
  return loss === null
    ? { id: 'meaning', title: says.cardTitle, lead: says.noCheck, details: null }
    : cardOf(loss, changes, messages, report, isPairOfClasses(given));
}

function cardOf(
  loss: TrainedLoss,
  changes: ClassChanges,
  messages: Messages,
  report: Report | null,
  isPair = false,
): AnswerCard {
  const { meaning: says } = messages.answers;
  const shift = shiftOfChanges(changes);
  // The data have the share of positives that they have, whatever it is where the model will be used.
  const { prevalence: _, ...training } = changes;
  const check = report === null ? null : mapCheckOf(report, training);
  const [half, usual] = [markOfScore(0.5, loss, shift), usualMarks(loss, shift)];
  // Where a score of 0.5 means just that, another tells how the others move.
  const told = half.probability === 0.5 ? 0.9 : 0.5;
  const other = usual.find(({ probability }) => probability === told) ?? half;
  const meaning = says.lead({ half: half.probability, other });
  const verdict = check === null ? '' : says.verdicts[check.verdict];
  const fullest = report === null ? null : fullestBin(report);
  return {
    id: 'meaning',
    title: says.cardTitle,
    lead: check?.verdict === 'identity' && shift === 0 ? verdict : messages.paragraph([meaning, verdict]),
    details: (): AnswerDetails => ({
      sentences: [
        ...(check === null ? [] : [says.heldOut(heldOutFacts(check))]),
        ...(fullest === null ? [] : [says.fullestBin(fullest)]),
        ...(isIdentity(loss, shift) ? [] : [says.assumes]),
        ...(isPair ? [messages.answers.pairOfClasses] : []),
        ...(report !== null && check === null ? [says.noCheck] : []),
      ],
      tables: [marksTable(usual, messages), ...(check === null ? [] : [checkTable(check, messages)])],
      figures: [
        meaningCurve(loss, shift, usual, messages),
        ...(report === null || check === null
          ? []
          : [
              logOddsReliability(
                { id: 'log-odds-reliability', title: says.reliability.title },
                logitBinsOf(report.statistics.margins),
                (logit) => probabilityLogit(logit, loss) + shiftOfChanges(training),
                messages,
              ),
            ]),
      ],
      copies: mapCode(loss, shift),
    }),
  };
}

function heldOutFacts({ scores, map, constant, temperature, platt, prior }: MapCheck) {
  return {
    errors: [scores.expectedCalibrationError, map.expectedCalibrationError] as const,
    logLosses: [scores.logLoss, map.logLoss] as const,
    constant: { prior, logLoss: constant.logLoss },
    temperature: temperature?.logLoss ?? null,
    platt: platt?.logLoss ?? null,
  };
}

/** The share of the elements in the fullest of the equal bins of a reliability diagram; null where that is no more than half. */
function fullestBin({ statistics: { margins } }: Report): { share: number; bins: number } | null {
  const counts = new Float64Array(RELIABILITY_BINS);
  for (const [side, sign] of [
    [margins.positives, 1],
    [margins.negatives, -1],
  ] as const) {
    for (const { mean, count } of marginBins(side)) {
      const at = reliabilityBinOf(sigmoid(sign * mean));
      counts[at] = (counts[at] ?? 0) + count;
    }
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  const share = Math.max(...counts) / all;
  return share > MOST_IN_A_BIN ? { share, bins: RELIABILITY_BINS } : null;
}

/** Scores and what they stand for. */
export function marksTable(
  marks: readonly ScoreMark[],
  { answers: { meaning: says } }: Messages,
): AnswerTable {
  return {
    id: 'score-meaning',
    caption: says.marks,
    columns: [
      { label: says.header.score, holds: 'number' },
      { label: says.header.probability, holds: 'share' },
    ],
    rows: marks.map(({ score, probability }) => [score, probability]),
  };
}

/**
 * Returns a table of how well the probabilities agree with the targets, before and after the map and beside what is
 * fitted.
 */
export function checkTable(check: MapCheck, { answers: { meaning: says } }: Messages): AnswerTable {
  const { checkHeader: header } = says;
  return {
    id: 'score-meaning-check',
    caption: says.checkTitle,
    columns: [
      { label: header.probabilities, holds: 'text' },
      { label: header.error, holds: 'number' },
      { label: header.logLoss, holds: 'number' },
      { label: header.brier, holds: 'number' },
    ],
    rows: (['scores', 'map', 'constant', 'temperature', 'platt'] as const).flatMap((name) => {
      const measures: CalibrationMeasures | null = check[name];
      return measures === null
        ? []
        : [[says.rows[name], measures.expectedCalibrationError, measures.logLoss, measures.brier]];
    }),
  };
}
