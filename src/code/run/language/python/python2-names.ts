/** The built-in functions and types that Python 3 dropped, each with its successor; null for one without. */
export const PYTHON2_NAMES: ReadonlyMap<string, string | null> = new Map([
  ['xrange', 'range'],
  ['unicode', 'str'],
  ['basestring', 'str'],
  ['long', 'int'],
  ['raw_input', 'input'],
  ['unichr', 'chr'],
  ['cmp', null],
]);
