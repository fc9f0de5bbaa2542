import { raisedForFailure } from '../../frameworks/failure-messages';
import { assigned, subscripted, subscriptSet } from '../assignments';
import { attributeOf, setAttributeOf } from '../attributes';
import { called } from '../calls';
import { classOf } from '../class-definitions';
import { evaluated } from '../expressions';
import type { Language } from '../language';
import { executed } from '../statements';
import { itemsOf, truthOf } from '../truth';
import { ArrayValue } from '../values';
import { equals } from './operators';
import { textOf } from './text';

export const PYTHON: Language = {
  evaluate: evaluated,
  execute: executed,
  assign: assigned,
  call: called,
  defineClass: classOf,
  attribute: attributeOf,
  setAttribute: setAttributeOf,
  subscript: subscripted,
  setSubscript: subscriptSet,
  truth: truthOf,
  items: itemsOf,
  equals(one, other, machine, place) {
    if (one === other) {
      return true;
    }
    const array = one instanceof ArrayValue ? one : other;
    return array instanceof ArrayValue
      ? machine.truth(array.framework.binary('==', one, other, machine, place), place)
      : equals(one, other, machine, place);
  },
  text: textOf,
  refusal: raisedForFailure,
};
