export interface ReductionFacts {
  readonly name: string;
  /** `exchanged`: the mean and the sum stand in each other's place; `alike`: both give the same. */
  readonly fault: 'unused' | 'exchanged' | 'alike';
}

/** The rules about devices, settings and exceptions: a loss that does not compute what its signature says, or nothing at all. */
export const codeRules = {
  'device-in-constructor': {
    short: ({ device }: { device: string }) => `bound to the device ${device}`,
    says: ({ device }: { device: string }) =>
      `The constructor moves a tensor to ${device}: the loss fails on machines without it and on other devices. Register a buffer, which moves with the module.`,
  },
  'device-in-forward': {
    short: ({ device }: { device: string }) => `bound to the device ${device}`,
    says: ({ device }: { device: string }) =>
      `The loss moves a tensor to ${device} in every call: it fails on machines without it and on other devices. Use the device of the input.`,
  },
  'alpha-not-registered': {
    short: ({ name }: { name: string }) => `${name} is no buffer`,
    says: ({ name }: { name: string }) =>
      `The weights ${name} are a plain attribute: .to(device) and state_dict() miss them. Use register_buffer.`,
  },
  'state-changed-in-forward': {
    short: 'a batch changes the settings for the next one',
    says: 'Each call overwrites a setting by a value of this batch: the next batch is computed with it, or fails. Use a local name.',
  },
  'reduction-ignored': {
    short: ({ name, fault }: ReductionFacts) =>
      ({
        unused: `${name} has no effect`,
        exchanged: `${name} exchanges mean and sum`,
        alike: `${name}='sum' is 'mean'`,
      })[fault],
    says: ({ name, fault }: ReductionFacts) =>
      ({
        unused: `The loss takes ${name}, and returns the same for each of its values.`,
        exchanged: `With ${name}='mean' the loss returns the sum, and with 'sum' the mean.`,
        alike: `With ${name}='sum' the loss returns the same as with 'mean'.`,
      })[fault],
  },
  'parameter-ignored': {
    short: ({ name }: { name: string }) => `${name} has no effect`,
    says: ({ name }: { name: string }) => `The code takes ${name}, and no value of it changes the loss.`,
  },
  'none-default-used': {
    short: ({ className }: { className: string }) => `raises ${className} with its defaults`,
    says: ({ name, className }: { name: string; className: string }) =>
      `With its default ${name}=None the loss raises ${className}: the value is used without a test.`,
  },
  'scalar-alpha-unsupported': {
    short: ({ className }: { className: string }) => `raises ${className} with its defaults`,
    says: ({ name, className }: { name: string; className: string }) =>
      `With its default ${name}, a number, the loss raises ${className}: it works with one weight a class only.`,
  },
  'undefined-name': {
    short: ({ name }: { name: string }) => `${name} is not defined`,
    says: ({ name, error }: { name: string; error: 'NameError' | 'ReferenceError' }) =>
      `The loss raises ${error}: ${name} is not defined.`,
  },
  'python2-name': {
    short: ({ name }: { name: string }) => `${name} is a name of Python 2`,
    says: ({ name }: { name: string }) => `The loss raises NameError: ${name} exists in Python 2 only.`,
  },
  'bool-subtraction': {
    short: '1 − a boolean tensor raises RuntimeError',
    says: 'PyTorch subtracts no boolean tensors: 1 − targets raises RuntimeError. Use ~targets or targets.float().',
  },
  'super-init-missing': {
    short: 'super().__init__() is missing',
    says: 'The constructor does not call super().__init__(): PyTorch raises when the module gets a parameter, a buffer or another module, and when it is called.',
  },
  'dataclass-module': {
    short: 'a dataclass does not construct the module',
    says: 'The constructor that @dataclass writes does not call super().__init__(): PyTorch raises AttributeError when the module is used. Write __init__ by hand.',
  },
  'loss-class-called-as-function': {
    short: ({ name }: { name: string }) => `${name} is constructed with tensors`,
    says: ({ name }: { name: string }) =>
      `${name} is a class, and is constructed with predictions and targets in place of its settings: the result is no loss, or the constructor raises. Write ${name}()(predictions, targets).`,
  },
  'does-not-parse': {
    short: 'Python 3 does not parse it',
    says: ({ line }: { line: string }) => `Python 3 raises SyntaxError here: ${line}`,
  },
  'unknown-option': {
    short: ({ name, callee }: { name: string; callee: string }) => `${callee} has no option ${name}`,
    says: ({ name, callee, nearest }: { name: string; callee: string; nearest: string | null }) =>
      `\`${callee}\` has no option \`${name}\`${nearest === null ? ': it raises an exception.' : `; \`${nearest}\` has nearly the same name.`}`,
  },
};
