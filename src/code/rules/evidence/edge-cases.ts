import type { EdgeCase, Verdict } from '../../verdict/document';

/** The lines in which an input at the edge of training has an effect; null for one without a line. */
export function linesOf(
  { edgeCases }: Verdict,
  input: EdgeCase['input'],
  effect: EdgeCase['effect'],
): readonly (number | null)[] {
  return edgeCases.filter((edge) => edge.input === input && edge.effect === effect).map(({ line }) => line);
}
