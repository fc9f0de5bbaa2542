import type { LossSubject } from '../rule';

interface FailingDefault {
  readonly facts: { readonly name: string; readonly className: string };
  readonly at: number | null;
}

/** The default of α or of the class weights that makes a loss raise, which runs with weights of the classes. */
export function failingDefault(
  { verdict: { exception }, measure }: LossSubject,
  wanted: 'none' | 'number',
): FailingDefault[] {
  const parameter = measure?.plan.alpha;
  const isOfDefault = /NoneType|'?(?:float|int)'? object/.test(exception?.message ?? '');
  return exception && isOfDefault && parameter && measure.plan.replaced === wanted
    ? [{ facts: { name: parameter.name, className: exception.className }, at: exception.line || null }]
    : [];
}
