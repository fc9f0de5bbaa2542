import { builtin } from '../../language/signature';
import { Builtin } from '../../language/values';

/** A function or decorator that hands back what it is given. */
export function identity(name: string): Builtin {
  return builtin(name, 'data, requires_grad=True, volatile=False', (given) => given.value('data'));
}

/** A decorator that hands back the function, with or without arguments of its own. */
export function decorator(name: string): Builtin {
  return new Builtin(name, ({ positional: [only = null] }) => only ?? identity(name));
}
