import { builtin } from '../../language/signature';
import type { Builtin } from '../../language/values';

/** A function or decorator that hands back what it is given. */
export function identity(name: string): Builtin {
  return builtin(name, 'data, requires_grad=True, volatile=False', (given) => given.value('data'));
}
