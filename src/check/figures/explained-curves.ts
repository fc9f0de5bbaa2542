import type { Variant } from '../../loss/variants/variant';
import { VARIANTS } from '../../loss/variants/variants';
import { explanationName } from '../../messages/explanation';
import type { Messages } from '../../messages/messages';
import type { ExplanationFacts } from '../report/explanation';
import type { Report } from '../report/report';
import type { Figure, Line } from './figure';

const LARGEST_LOGIT = 6;
const STEPS = 120;
const FOUND_DASH = 'none';
const RIGHT_DASH = '2 3';

/**
 * The loss that explains a value beside the focal loss of the report, over the logits, for a positive and for a negative.
 * @returns null for what is no loss of single elements, and for weights that follow from the data
 */
export function explainedCurves(
  { parameters, interpretation }: Report,
  facts: ExplanationFacts,
  messages: Messages,
): Figure | null {
  const variants: readonly Variant[] = VARIANTS;
  const found = variants.find(({ id }) => id === facts.id);
  const right = variants.find(({ id }) => id === 'focal');
  const isOfData = facts.alpha === null && facts.role !== 'off';
  const { alpha } = parameters;
  if (
    found === undefined ||
    right === undefined ||
    isOfData ||
    (alpha !== null && typeof alpha !== 'number')
  ) {
    return null;
  }
  const says = messages.explanations.curves;
  const logits = Array.from(
    { length: STEPS + 1 },
    (_, at) => (2 * at * LARGEST_LOGIT) / STEPS - LARGEST_LOGIT,
  );
  // All examples of a softmax lie on the side of x_t.
  const sides = interpretation.link === 'softmax' ? ([1] as const) : ([1, 0] as const);
  const series = sides.flatMap((target) => [
    {
      ...{ target, dash: FOUND_DASH, label: says.found(target) },
      values: logits.map((logit) => found.loss(logit, target, facts)),
    },
    {
      ...{ target, dash: RIGHT_DASH, label: says.right(target) },
      values: logits.map((logit) => right.loss(logit, target, { ...parameters, alpha })),
    },
  ]);
  const all = series.flatMap(({ values }) => values.filter(Number.isFinite));
  const lines = series.map(
    ({ target, dash, values }): Line => ({
      points: logits.map((x, at) => ({ x, y: finiteOrNull(values[at]) })),
      color: target === 1 ? 'positives' : 'negatives',
      dash,
    }),
  );
  return {
    id: 'explained-loss',
    title: says.title(explanationName(messages, facts)),
    caption: says.caption,
    legend: series.map(({ target, dash, label }) => ({
      ...{ label, dash },
      color: target === 1 ? 'positives' : 'negatives',
    })),
    drawing: {
      kind: 'frames',
      height: 244,
      x: { label: says.logit, domain: [-LARGEST_LOGIT, LARGEST_LOGIT], scale: 'linear', shows: 'number' },
      y: {
        label: says.loss,
        domain: [Math.min(0, ...all), Math.max(...all)],
        scale: 'linear',
        shows: 'number',
      },
      frames: [{ bars: [], lines }],
      places: logits.map((x, at) => ({
        x,
        dots: series.flatMap(({ target, values }) => {
          const y = finiteOrNull(values[at]);
          return y === null
            ? []
            : [{ frame: 0, y, color: target === 1 ? 'positives' : 'negatives' } as const];
        }),
      })),
    },
    table: {
      columns: [
        { label: says.logit, holds: 'number' },
        ...series.map(({ label }) => ({ label, holds: 'number' as const })),
      ],
      rows: logits.map((logit, at) => [logit, ...series.map(({ values }) => finiteOrNull(values[at]))]),
    },
  };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
