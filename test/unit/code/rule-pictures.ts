import { lossesOf } from '../../../src/code/losses/code-loss';
import { NotUnderstood } from '../../../src/code/run/language/not-understood';
import { type Curve, LOGITS, type LossCurves } from '../../../src/code/verdict/curve-document';
import { curvesOf } from '../../../src/code/verdict/curves';
import { numberText } from '../../../src/format/number-text';
import { parser } from './parse';

const WIDTH = 480;
const HEIGHT = 220;
const PLOT = { left: 44, right: WIDTH - 12, top: 28, bottom: HEIGHT - 30 };
/** They are readable on white and on the dark background of an editor: a picture cannot follow the theme of its page. */
const COLORS = { text: '#808080', positives: '#2f7fd0', negatives: '#c56a1e' };
/** The logits of ordinary examples, and those that a float32 model may reach. */
const RANGES = [6, 100];
/** Two curves are seen apart where they differ by more than this share of the largest value, at more than this share of the points. */
const SEEN = 0.03;

type Shown = 'loss' | 'gradient';

/** The content of a picture: the curves of two losses, over a range of logits. */
interface Comparison {
  readonly wrong: LossCurves;
  readonly right: LossCurves;
  readonly shown: Shown;
  readonly range: number;
}

/**
 * A picture of the losses of a wrong and a right example against the logit, or of their gradients, as SVG.
 *
 * @returns null where neither shows the fault, or an example has no function of a logit
 */
export async function pictureOf(imports: string, wrong: string, right: string): Promise<string | null> {
  const [one, other] = [await curvesIn(`${imports}\n${wrong}`), await curvesIn(`${imports}\n${right}`)];
  if (!one || !other) {
    return null;
  }
  const comparisons = RANGES.flatMap((range) =>
    (['loss', 'gradient'] as const).map((shown) => ({ wrong: one, right: other, shown, range })),
  );
  const found = comparisons.find(isSeen);
  return found ? drawn(found) : null;
}

/** The curves of the first loss that a text defines. */
async function curvesIn(text: string): Promise<LossCurves | null> {
  const { parse } = await parser.load('python');
  const file = parse(text);
  try {
    const loss = lossesOf(file).find(({ kind }) => kind === 'definition');
    return loss ? curvesOf(file, loss, {}) : null;
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return null;
    }
    throw error;
  } finally {
    file.dispose();
  }
}

interface Point {
  readonly logit: number;
  readonly value: number;
}

/** The points of a curve within a range; a value that is not finite is NaN or infinite. */
function pointsOf(curve: Curve, { shown, range }: Comparison): Point[] {
  return LOGITS.flatMap((logit, at) =>
    Math.abs(logit) <= range ? [{ logit, value: Number(curve[shown][at] ?? Number.NaN) }] : [],
  );
}

function isSeen(comparison: Comparison): boolean {
  const { wrong, right } = comparison;
  return (['positives', 'negatives'] as const).some((side) => {
    const expected = pointsOf(right[side].code, comparison);
    const largest = Math.max(...expected.map(({ value }) => Math.abs(value)).filter(Number.isFinite));
    const apart = pointsOf(wrong[side].code, comparison).filter(({ value }, at) => {
      const difference = Math.abs(value - (expected[at]?.value ?? Number.NaN));
      return Number.isFinite(expected[at]?.value) && !(difference <= SEEN * largest);
    });
    return apart.length > SEEN * expected.length;
  });
}

function drawn(comparison: Comparison): string {
  const { wrong, right, shown, range } = comparison;
  const sides = ['positives', 'negatives'] as const;
  const values = (curves: LossCurves): number[] =>
    sides
      .flatMap((side) => pointsOf(curves[side].code, comparison).map(({ value }) => value))
      .filter(Number.isFinite);
  const ofRight = values(right);
  const extent = Math.max(...ofRight.map(Math.abs));
  const all = [...ofRight, ...values(wrong)];
  const highest = Math.min(Math.max(...all, 0), 2 * extent);
  const lowest = Math.max(Math.min(...all, 0), -2 * extent);
  const x = (logit: number): number => PLOT.left + ((logit + range) / (2 * range)) * (PLOT.right - PLOT.left);
  const y = (value: number): number =>
    PLOT.bottom - ((value - lowest) / (highest - lowest)) * (PLOT.bottom - PLOT.top);
  const path = (curve: Curve): string => pathOf(pointsOf(curve, comparison), x, y);
  const text = (at: number, height: number, anchor: string, words: string): string =>
    `<text x="${tenths(at)}" y="${tenths(height)}" text-anchor="${anchor}">${words}</text>`;
  const name = shown === 'loss' ? 'Loss' : 'Gradient';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui,sans-serif" font-size="12" fill="${COLORS.text}">`,
    `<title>${name} against the logit: the wrong code solid, the right code dashed</title>`,
    `<clipPath id="plot"><path d="M${PLOT.left} ${PLOT.top - 2}H${PLOT.right}V${PLOT.bottom + 2}H${PLOT.left}Z"/></clipPath>`,
    `<path d="M${PLOT.left} ${PLOT.top}V${PLOT.bottom}M${PLOT.left} ${tenths(y(0))}H${PLOT.right}" stroke="${COLORS.text}" fill="none"/>`,
    ...[lowest, highest]
      .filter((value) => value !== 0)
      .map((value) => text(PLOT.left - 6, y(value) + 4, 'end', numberText(Number(value.toPrecision(2))))),
    text(PLOT.left - 6, y(0) + 4, 'end', '0'),
    ...[-range, 0, range].map((logit) =>
      text(x(logit), HEIGHT - 12, logit === 0 ? 'middle' : logit < 0 ? 'start' : 'end', minus(logit)),
    ),
    text((x(0) + x(range)) / 2, HEIGHT - 12, 'middle', 'logit'),
    `<text x="${PLOT.left}" y="16">${name} of <tspan fill="${COLORS.positives}">positives</tspan> and <tspan fill="${COLORS.negatives}">negatives</tspan>, solid: wrong, dashed: right</text>`,
    '<g clip-path="url(#plot)" fill="none" stroke-width="2">',
    ...sides.flatMap((side) => [
      `<path d="${path(right[side].code)}" stroke="${COLORS[side]}" stroke-dasharray="5 4"/>`,
      `<path d="${path(wrong[side].code)}" stroke="${COLORS[side]}"/>`,
    ]),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The path through the points, with a gap where a value is not finite. */
function pathOf(
  points: readonly Point[],
  x: (logit: number) => number,
  y: (value: number) => number,
): string {
  let isDrawing = false;
  return points
    .map(({ logit, value }) => {
      const command = isDrawing ? 'L' : 'M';
      isDrawing = Number.isFinite(value);
      return isDrawing ? `${command}${tenths(x(logit))} ${tenths(y(value))}` : '';
    })
    .join('');
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function minus(value: number): string {
  return String(value).replace('-', '−');
}
