import { builtin } from '../../language/signature';
import { ClassValue, type Value } from '../../language/values';

/** A context that names what is computed in it, such as `tf.name_scope("loss")`. It hands over the name. */
export const NAME_SCOPE: ClassValue = new ClassValue(
  'name_scope',
  [],
  new Map<string, Value>([
    [
      '__init__',
      builtin('name_scope.__init__', 'self, *names, name=None, default_name=None, values=None', () => null),
    ],
    ['__enter__', builtin('name_scope.__enter__', 'self', () => 'scope')],
    ['__exit__', builtin('name_scope.__exit__', 'self, *details', () => null)],
  ]),
  false,
);
