import type { TrainedLoss } from '../../calibration/focal-map';
import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { Figure } from '../figures/figure';
import { shareAxis } from '../figures/groups';
import { markOfScore, type ScoreMark } from './score-marks';

const STEPS = 100;
/** Marks of these probabilities are told in the figure; all are in the table. */
const TOLD = [0.9, 0.75, 0.5, 0.1];

/** The probability over the score, with its marks. @param shift see `shiftOfChanges` */
export function meaningCurve(
  loss: TrainedLoss,
  shift: number,
  marks: readonly ScoreMark[],
  { answers: { meaning: says } }: Messages,
): Figure {
  const points = Array.from({ length: STEPS + 1 }, (_, step) => markOfScore(step / STEPS, loss, shift));
  return {
    id: 'score-meaning',
    title: says.curve.title,
    caption: says.curve.caption,
    legend: [
      { label: says.curve.map, color: 'model', dash: 'none' },
      { label: says.curve.asGiven, color: 'other', dash: '2 3' },
    ],
    drawing: {
      kind: 'frames',
      height: 'square',
      x: shareAxis(says.header.score),
      y: shareAxis(says.header.probability),
      frames: [
        {
          bars: [],
          lines: [
            { points: [0, 1].map((at) => ({ x: at, y: at })), color: 'other', dash: '2 3' },
            {
              points: points.map(({ score, probability }) => ({ x: score, y: probability })),
              color: 'model',
              dash: 'none',
            },
            {
              points: marks.map(({ score, probability }) => ({ x: score, y: probability })),
              color: 'model',
              dash: 'none',
              isDotsOnly: true,
            },
          ],
          notes: marks
            .filter(({ probability }) => TOLD.includes(probability))
            .map(({ score, probability }) => ({
              x: score,
              y: probability,
              text: says.curve.mark({ score: numberText(score), probability: percentText(probability) }),
            })),
        },
      ],
      places: points.map(({ score, probability }) => ({
        x: score,
        dots: [{ frame: 0, y: probability, color: 'model' }],
      })),
    },
    table: {
      columns: [
        { label: says.header.score, holds: 'number' },
        { label: says.header.probability, holds: 'share' },
      ],
      rows: points.map(({ score, probability }) => [score, probability]),
    },
  };
}
