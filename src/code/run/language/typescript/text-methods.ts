import { NotUnderstood } from '../not-understood';
import { ListValue, type Value } from '../values';
import type { Arguments } from './script';

type TextMethod = (self: string, given: Arguments) => Value;

/** The text, once its length is paid for. */
function made(text: string, { machine, place }: Arguments): string {
  machine.budget.make(text.length, place);
  return text;
}

const padded =
  (pad: (text: string, length: number, fill: string) => string): TextMethod =>
  (self, given) => {
    const length = given.integer(0, 0);
    given.machine.budget.make(Math.max(0, length), given.place);
    return pad(self, length, given.isGiven(1) ? given.text(1) : ' ');
  };

/** A pattern that is a text; a regular expression does not get here, since it is not read. */
function pattern(given: Arguments): string {
  const value = given.at(0);
  if (typeof value !== 'string') {
    throw new NotUnderstood({ kind: 'operation', what: 'RegExp' }, given.place);
  }
  return value;
}

export const TEXT_METHODS: Readonly<Record<string, TextMethod>> = {
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
  startsWith: (self, given) => self.startsWith(pattern(given)),
  endsWith: (self, given) => self.endsWith(pattern(given)),
  includes: (self, given) => self.includes(pattern(given)),
  indexOf: (self, given) => self.indexOf(pattern(given)),
  charAt: (self, given) => self.charAt(given.integer(0, 0)),
  slice: (self, given) => self.slice(given.integer(0, 0), given.integer(1, self.length)),
  substring: (self, given) => self.substring(given.integer(0, 0), given.integer(1, self.length)),
  split: (self, given) => {
    given.machine.budget.make(self.length, given.place);
    return new ListValue(given.isGiven(0) ? self.split(pattern(given)) : [self]);
  },
  replace: (self, given) => {
    const replacement = given.text(1);
    return made(
      self.replace(pattern(given), () => replacement),
      given,
    );
  },
  repeat: (self, given) => {
    const times = Math.max(0, given.integer(0, 0));
    given.machine.budget.make(self.length * times, given.place);
    return self.repeat(times);
  },
  concat: (self, given) => made(self + given.all.map((_, at) => given.text(at)).join(''), given),
  padStart: padded((text, length, fill) => text.padStart(length, fill)),
  padEnd: padded((text, length, fill) => text.padEnd(length, fill)),
  toString: (self: string) => self,
};
