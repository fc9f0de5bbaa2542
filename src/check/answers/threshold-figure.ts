import type { Messages } from '../../messages/messages';
import { logitOfProbability, sigmoid } from '../../numerics/stable';
import { cutCountsOf, thresholdOf } from '../derive/cuts';
import type { ScoreGroup, ScoreGroups } from '../derive/score-groups';
import type { Bar, Figure } from '../figures/figure';
import { GROUP_HEIGHT } from '../figures/groups';

const BARS = 80;
/** Lower end of the logarithmic axis, so that a bar of one element can be seen. */
const BELOW_ONE = 0.7;
const TICKS = [1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999];

/** A threshold between two groups of scores, and what lies above it. */
export interface Cut {
  readonly logit: number;
  readonly score: number;
  readonly found: number;
  readonly falseAlarms: number;
  /** Null without anything above. */
  readonly precision: number | null;
  readonly recall: number;
}

/** All thresholds that the scores tell apart, from low to high. */
export function cutsOf({ groups }: ScoreGroups): Cut[] {
  const { found, falseAlarms, positives } = cutCountsOf(groups);
  const cuts: Cut[] = [];
  for (let cut = groups.length; cut > 0; cut--) {
    const logit = thresholdOf(groups, cut);
    const [right, wrong] = [found[cut] ?? 0, falseAlarms[cut] ?? 0];
    cuts.push({
      logit,
      score: sigmoid(logit),
      found: right,
      falseAlarms: wrong,
      precision: right / (right + wrong),
      recall: right / positives,
    });
  }
  return cuts;
}

/** The scores of both sides over log-odds. The crosshair stands at the cuts. */
export function thresholdFigure(groups: ScoreGroups, cuts: readonly Cut[], messages: Messages): Figure {
  const { figures, answers } = messages;
  const { figure: says, header } = answers.thresholds;
  const domain = domainOf(groups.groups);
  const sides = ['positives', 'negatives'] as const;
  const bars = sides.map((side) => barsOf(groups.groups, side, domain));
  return {
    id: 'threshold',
    title: says.title,
    caption: says.caption,
    legend: sides.map((side) => ({ label: figures.groups[side], color: side })),
    drawing: {
      kind: 'frames',
      height: GROUP_HEIGHT,
      x: {
        label: says.score,
        domain,
        scale: 'linear',
        shows: 'number',
        ticks: TICKS.map((share) => [logitOfProbability(share), String(share)] as const).filter(
          ([at]) => at > domain[0] && at < domain[1],
        ),
      },
      y: {
        label: figures.elements,
        domain: [BELOW_ONE, Math.max(10, ...bars.flat().map(({ top }) => top))],
        scale: 'log',
        shows: 'count',
      },
      frames: sides.map((side, at) => ({
        label: { text: figures.groups[side], side: 'left' },
        bars: bars[at] ?? [],
        lines: [],
      })),
      places: cuts.map(({ logit }) => ({ x: logit, dots: [] })),
    },
    table: {
      columns: [
        { label: header.threshold, holds: 'number' },
        { label: says.logit, holds: 'number' },
        { label: header.found, holds: 'count' },
        { label: header.falseAlarms, holds: 'count' },
        { label: header.precision, holds: 'share' },
        { label: header.recall, holds: 'share' },
      ],
      rows: cuts.map(({ score, logit, found, falseAlarms, precision, recall }) => [
        score,
        logit,
        found,
        falseAlarms,
        precision,
        recall,
      ]),
    },
  };
}

function domainOf(groups: readonly ScoreGroup[]): readonly [number, number] {
  const scores = groups.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const room = Math.max(0.5, (high - low) / BARS);
  return [low - room, high + room];
}

function barsOf(
  groups: readonly ScoreGroup[],
  side: 'positives' | 'negatives',
  [low, high]: readonly [number, number],
): Bar[] {
  const width = (high - low) / BARS;
  const counts = new Float64Array(BARS);
  for (const group of groups) {
    const at = Math.min(BARS - 1, Math.floor((group.score - low) / width));
    counts[at] = (counts[at] ?? 0) + group[side];
  }
  return [...counts].flatMap((count, at) =>
    count === 0 ? [] : [{ from: low + at * width, to: low + (at + 1) * width, top: count, color: side }],
  );
}
