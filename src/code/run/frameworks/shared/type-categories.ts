import { DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import { builtin } from '../../language/signature';
import { ClassValue, type Value } from '../../language/values';
import { categoryOf, type DTypeCategory } from '../../tensor/dtype';

/** The abstract types that stand above the element types of the evaluator. */
const CATEGORIES: ReadonlyMap<ClassValue, readonly DTypeCategory[]> = new Map<
  ClassValue,
  readonly DTypeCategory[]
>([
  [new ClassValue('floating', [], new Map(), false), ['float']],
  [new ClassValue('inexact', [], new Map(), false), ['float']],
  [new ClassValue('integer', [], new Map(), false), ['integer']],
  [new ClassValue('number', [], new Map(), false), ['float', 'integer']],
]);

const IS_SUBTYPE = builtin('issubdtype', 'arg1, arg2', (given) => {
  const [type, above] = [given.value('arg1'), given.value('arg2')];
  if (!(type instanceof DTypeValue)) {
    throw new NotUnderstood({ kind: 'argument', name: 'arg1', of: given.name }, given.place);
  }
  const categories = above instanceof ClassValue ? CATEGORIES.get(above) : undefined;
  if (categories) {
    return categories.includes(categoryOf(type.dtype));
  }
  if (!(above instanceof DTypeValue)) {
    throw new NotUnderstood({ kind: 'argument', name: 'arg2', of: given.name }, given.place);
  }
  return type.dtype === above.dtype;
});

/** `issubdtype` and the abstract types that it takes, as dotted paths below a module such as `numpy`. */
export function typeCategories(module: string): [string, Value][] {
  return [
    ...[...CATEGORIES.keys()].map((category): [string, Value] => [`${module}.${category.name}`, category]),
    [`${module}.issubdtype`, IS_SUBTYPE],
  ];
}
