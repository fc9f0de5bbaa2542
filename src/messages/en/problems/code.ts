/** Losses of the code that are run on tensors. */
export const codeProblems = {
  'no-code-file': ({ file, extensions }: { file: string; extensions: readonly string[] }) =>
    `${file}: expected code (${extensions.join(', ')})`,
  'no-notebook': ({ file }: { file: string }) => `${file}: expected a Jupyter notebook, found something else`,
  'no-loss-in-code': ({ file }: { file: string }) =>
    `${file}: expected a focal loss outside of functions, found none`,
  'no-such-loss': ({ file, name, names }: { file: string; name: string; names: readonly string[] }) =>
    `${file}: there is no focal loss ${name}; found: ${names.join(', ')}`,
  'which-loss': ({ file, names }: { file: string; names: readonly string[] }) =>
    `${file}: expected the name of one loss, as in ${file}::${names[0] ?? ''}; found: ${names.join(', ')}`,
  'no-parameter-of-loss': ({ name, parameters }: { name: string; parameters: readonly string[] }) =>
    parameters.length === 0
      ? `the loss takes no settings, so that ${name} cannot be given`
      : `the loss has no parameter ${name}; it takes ${parameters.join(', ')}`,
  'cannot-be-replaced': ({ file, reason }: { file: string; reason: string }) =>
    `${file}: the file cannot be replaced (${reason})`,
  'changed-meanwhile': ({ file }: { file: string }) =>
    `${file}: the file was changed while it was looked into; it is left as it is`,
  'not-utf-8': ({ file }: { file: string }) =>
    `${file}: expected text in UTF-8, found bytes that are none; the file is left as it is`,
};
