/** Why a loss in the code was not run to its end. */
export const evaluator = {
  notUnderstood: {
    name: ({ name }: { name: string }) => `${name} is not in this file`,
    attribute: ({ name, of }: { name: string; of: string }) => `${of}.${name} is not known`,
    call: ({ name }: { name: string }) => `${name} is not known`,
    argument: ({ name, of }: { name: string; of: string }) => `argument ${name} of ${of} is not known`,
    import: ({ name }: { name: string }) => `${name} is not in this file`,
    syntax: ({ what }: { what: string }) => `this syntax is not run: ${what}`,
    operation: ({ what }: { what: string }) => `this operation is not followed: ${what}`,
    parameter: ({ name }: { name: string }) => `no value is known for the parameter ${name}`,
    view: () => 'a view of a tensor is changed in place',
    random: () => 'a random number is drawn',
    result: () => 'the result is no number and no tensor',
    mixedArrays: () => 'a tensor meets a NumPy array',
    layout: () => 'the predictions and targets that it takes have another form than those that are tried',
    nesting: () => 'the code nests too deeply',
    syntaxError: () => 'the code does not parse',
    fileSize: () => 'the file is too large',
    steps: () => 'the code takes too many steps',
    memory: () => 'the code makes too large tensors',
    depth: () => 'the code calls too deeply',
  },
  inFile: ({ file, line, reason }: { file: string; line: number; reason: string }) =>
    `${file}, line ${line}: ${reason}`,
  atLine: ({ line, reason }: { line: number; reason: string }) => `line ${line}: ${reason}`,
};
