import type { LossException } from '../verdict/document';

/** Names of built-in functions and types that Python 3 dropped. */
const PYTHON2_NAMES: ReadonlySet<string> = new Set([
  'xrange',
  'unicode',
  'long',
  'basestring',
  'raw_input',
  'unichr',
  'cmp',
]);

/** The name that a loss uses and Python does not know; null for another exception. */
export function undefinedNameOf(exception: LossException | null): string | null {
  const [, name = null] = /^name '([^']+)' is not defined$/.exec(exception?.message ?? '') ?? [];
  return exception?.className === 'NameError' ? name : null;
}

/** True for a name that Python 2 had. */
export function isOfPython2(name: string): boolean {
  return PYTHON2_NAMES.has(name);
}
