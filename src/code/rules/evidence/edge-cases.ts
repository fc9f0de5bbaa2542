import type { EdgeCase, Verdict } from '../../verdict/document';
import type { TextRange } from '../rule';

/** The places at which an input at the edge of training has an effect, or its lines; null for one without either. */
export function placesOf(
  { edgeCases }: Verdict,
  input: EdgeCase['input'],
  effect: EdgeCase['effect'],
): readonly (TextRange | number | null)[] {
  return edgeCases
    .filter((edge) => edge.input === input && edge.effect === effect)
    .map(({ line, range }) => range ?? line);
}
