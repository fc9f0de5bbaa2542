import type { Observation, Verdict } from '../../verdict/document';

/** The size of the logits from which a loss or its gradient is not finite. */
export type Break = Extract<Observation, { readonly kind: 'notFinite' }>;

/** The break at the smallest logit, that of the loss before that of the gradient: others follow from the same code. */
export function earliestBreak({ observations }: Verdict): Break | null {
  const breaks = observations.filter((observation) => observation.kind === 'notFinite');
  const [earliest] = breaks.toSorted(
    (one, other) => one.from - other.from || Number(one.of === 'gradient') - Number(other.of === 'gradient'),
  );
  return earliest ?? null;
}
