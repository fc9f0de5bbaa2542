import { nameInConvention } from '../../conventions/convention';
import type { CallSubject, TextRange } from '../../rules/rule';
import type { Proposal } from '../proposal';
import { inserted } from './nodes';

/** Names the numbers without a name from a place on: one below 1 fits α alone, and one of 1 and more γ alone. */
export function namedSettings({ call: { slots }, convention, file }: CallSubject, at: TextRange): Proposal[] {
  const first = slots.findIndex(({ value }) => value?.startIndex === at.start);
  const given = slots.slice(first).flatMap(({ name, value }) => (name === undefined && value ? [value] : []));
  const named = given.map((value) => {
    const number = Number(file.textOf(value));
    const parameter = number > 0 && number < 1 ? 'alpha' : number >= 1 ? 'gamma' : null;
    return { value, name: parameter && nameInConvention(convention, parameter) };
  });
  const names = named.flatMap(({ name }) => name ?? []);
  const isClear =
    names.length === given.length && names.every((name) => !slots.some((slot) => slot.name === name));
  return first >= 0 && isClear && new Set(names).size === names.length
    ? [
        {
          title: 'name-settings',
          edits: named.map(({ value, name }) => inserted(value.startIndex, `${name}=`)),
        },
      ]
    : [];
}
