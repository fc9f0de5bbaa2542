import { Builtin, ClassValue, Instance, type Value } from '../language/values';

const nothing = (name: string): Builtin => new Builtin(name, () => null);

const LEVELS = { CRITICAL: 50n, ERROR: 40n, WARNING: 30n, INFO: 20n, DEBUG: 10n, NOTSET: 0n };

const MESSAGES = ['debug', 'info', 'warning', 'warn', 'error', 'exception', 'critical', 'log'];

const LOGGER = new ClassValue(
  'Logger',
  [],
  new Map<string, Value>(
    [...MESSAGES, 'setLevel', 'addHandler', 'removeHandler'].map((name) => [name, nothing(`Logger.${name}`)]),
  ),
  false,
);

/** Functions that print and log: they change nothing that a program computes. */
export const LOGGING_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['logging.getLogger', new Builtin('logging.getLogger', () => new Instance(LOGGER))],
  ['logging.Logger', LOGGER],
  ...[...MESSAGES, 'basicConfig', 'disable'].map((name): [string, Value] => [
    `logging.${name}`,
    nothing(`logging.${name}`),
  ]),
  ...Object.entries(LEVELS).map(([name, level]): [string, Value] => [`logging.${name}`, level]),
  ['loguru.logger', new Instance(LOGGER)],
  ['warnings.filterwarnings', nothing('warnings.filterwarnings')],
  ['warnings.simplefilter', nothing('warnings.simplefilter')],
]);
