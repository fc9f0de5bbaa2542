import type { Language } from '../language';

import { itemsOf, textOf, truthOf } from './conversions';
import { errorOfFailure } from './errors';
import { evaluated } from './expressions';
import { called, classOf } from './functions';
import { attributeOf, setAttributeOf, subscripted, subscriptSet } from './objects';
import { isIdentical } from './operators';
import { executed } from './statements';
import { assigned } from './targets';

/** TypeScript and JavaScript; types are not looked at. */
export const TYPESCRIPT: Language = {
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
  equals: isIdentical,
  text: textOf,
  refusal: errorOfFailure,
};
