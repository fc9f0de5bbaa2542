import type { Computes, ParameterInRun } from './document';

/** A value of a curve; one that is not finite is a word, since JSON has no number for it. */
export type CurveValue = number | 'NaN' | 'Infinity' | '-Infinity';

export function curveValueOf(value: number): CurveValue {
  return Number.isFinite(value) ? value : (String(value) as CurveValue);
}

/** α and γ of a plot. Class weights have one number for class 0 and one for the others. */
export interface PlotSettings {
  readonly alpha?: number | { readonly positives: number; readonly negatives: number } | null | undefined;
  readonly gamma?: number | undefined;
}

export interface Curve {
  /** In nats, at each of `LOGITS`. */
  readonly loss: readonly CurveValue[];
  /** The derivative by the logit of the positive class; null where the loss has none. */
  readonly gradient: readonly (CurveValue | null)[];
}

/** The function that a loss of the code computes, beside that of the paper with the same α and γ. */
export interface LossCurves {
  readonly name: string;
  /** The line of the definition, from 1. */
  readonly line: number;
  readonly computes: Computes;
  /** Null for a loss without the parameter: the setting then moves the curve of the paper alone. */
  readonly alpha: ParameterInRun | null;
  readonly gamma: ParameterInRun | null;
  readonly takesClassWeights: boolean;
  /** α and γ of the curves. */
  readonly settings: {
    readonly alpha: Exclude<PlotSettings['alpha'], undefined>;
    readonly gamma: number;
  };
  readonly positives: Side;
  readonly negatives: Side;
}

interface Side {
  readonly code: Curve;
  readonly paper: Curve;
}

/** Logits of the positive class: close where the curves bend, and out to where a float32 model may go. */
export const LOGITS: readonly number[] = [
  ...[-100, -80, -60, -40, -30, -25, -20, -17, -15, -12, -10],
  ...Array.from({ length: 81 }, (_, at) => Number((-8 + at * 0.2).toFixed(1))),
  ...[10, 12, 15, 17, 20, 25, 30, 40, 60, 80, 100],
];
