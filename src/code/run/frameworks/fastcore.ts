import { raise } from '../language/exceptions';
import { OfCaller } from '../language/of-caller';
import { Instance, type Value } from '../language/values';

/**
 * fastcore's `store_attr(names=None, self=None, but='', …)`: keeps the arguments of the constructor that calls it as attributes of the
 * object, or those of the names. The first version took the object first.
 */
const STORE_ATTR = new OfCaller('store_attr', (caller, { positional, keywords }, machine, place) => {
  const [first, object] = positional;
  const isObjectFirst = first instanceof Instance;
  const [own, ...parameters] = caller.keys();
  const self = keywords.get('self') ?? (isObjectFirst ? first : object) ?? caller.get(own ?? '') ?? null;
  const written = keywords.get('names') ?? (isObjectFirst ? object : first) ?? null;
  const but = new Set(wordsIn(keywords.get('but') ?? ''));
  const names = written === null ? parameters : wordsIn(written);
  for (const name of names.filter((each) => !but.has(each))) {
    const value = caller.get(name);
    if (value === undefined) {
      raise('KeyError', `'${name}'`, place);
    }
    machine.setAttribute(self, name, value, place);
  }
  return null;
});

/** The names in `'alpha, gamma'` */
function wordsIn(text: Value): string[] {
  return typeof text === 'string' ? text.split(/,\s*|\s+/).filter((word) => word !== '') : [];
}

const PATHS =
  'fastcore.basics fastcore.all fastcore.utils fastcore.foundation fastai.basics fastai.imports fastai.torch_core fastai.vision.all ' +
  'fastai.text.all fastai.tabular.all fastai.losses fastai.layers';

/** What losses use of fastcore, as dotted paths. */
export const FASTCORE_TABLE: ReadonlyMap<string, Value> = new Map(
  PATHS.split(' ').map((path): [string, Value] => [`${path}.store_attr`, STORE_ATTR]),
);
