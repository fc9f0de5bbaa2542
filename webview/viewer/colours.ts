/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Colours at equal distances, from the least to the greatest value. */
export type ColourScale = readonly Colour[];

export const colourScales = {
  /** Matplotlib's viridis at nine points: even steps of lightness, readable without seeing red or green. */
  viridis: [
    [68, 1, 84],
    [71, 45, 123],
    [59, 82, 139],
    [44, 114, 142],
    [33, 145, 140],
    [40, 174, 128],
    [94, 201, 98],
    [173, 220, 48],
    [253, 231, 37],
  ],
  /** ColorBrewer's RdBu reversed: blue below the middle, white in the middle, red above. */
  diverging: [
    [33, 102, 172],
    [67, 147, 195],
    [146, 197, 222],
    [209, 229, 240],
    [247, 247, 247],
    [253, 219, 199],
    [244, 165, 130],
    [214, 96, 77],
    [178, 24, 43],
  ],
  grey: [
    [0, 0, 0],
    [255, 255, 255],
  ],
} as const satisfies Readonly<Record<string, ColourScale>>;
export type ColourScaleName = keyof typeof colourScales;

/** The colour of a scale at a fraction from 0 to 1. */
export function colourAt(scale: ColourScale, fraction: number): Colour {
  const place = Math.max(0, Math.min(1, fraction)) * (scale.length - 1);
  const below = Math.min(scale.length - 2, Math.floor(place));
  const [from, to] = [scale[below], scale[below + 1]];
  if (from === undefined || to === undefined) {
    return from ?? [0, 0, 0];
  }
  const part = place - below;
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * part);
  return [mix(0), mix(1), mix(2)];
}

/** The range of a colour scale: that of all finite values; for a diverging scale it is symmetric about zero. */
export function colourRange(
  values: Iterable<number>,
  scale: ColourScaleName,
): { readonly minimum: number; readonly maximum: number } {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (Number.isFinite(value)) {
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
  }
  if (minimum > maximum) {
    return { minimum: 0, maximum: 0 };
  }
  const furthest = Math.max(Math.abs(minimum), Math.abs(maximum));
  return scale === 'diverging' ? { minimum: -furthest, maximum: furthest } : { minimum, maximum };
}
