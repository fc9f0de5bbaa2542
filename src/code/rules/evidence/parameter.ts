import type { Verdict } from '../../verdict/document';
import type { LossSubject, TextRange } from '../rule';

/** The line at which α first acts; null where the run does not show it. */
export function placeOfAlpha({ parameters }: Verdict): number | null {
  return parameters.alpha?.line || null;
}

/** The line at which γ first acts; null where the run does not show it. */
export function placeOfGamma({ parameters }: Verdict): number | null {
  return parameters.gamma?.line || null;
}

/** The number that a parameter has by default; null if it has none or another value. */
export function defaultNumber({ parameters }: Verdict, name: 'alpha' | 'gamma'): number | null {
  const value = parameters[name]?.default ?? null;
  return typeof value === 'number' ? value : null;
}

/** The declaration of a parameter with its default. */
export function declarationOf({ measure }: LossSubject, name: 'alpha' | 'gamma'): TextRange | null {
  return measure?.plan[name]?.place ?? null;
}
