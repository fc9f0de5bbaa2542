import { exactNumberText } from '../../../format/number-text';
import type { TextRange } from '../../rules/rule';
import type { Edits, TextEdit } from '../text-edit';

const NUMBER = String.raw`(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`;
/** Matches a number at the end of a text, with a minus that no other operand stands before. */
const LAST_NUMBER = new RegExp(String.raw`(?<![\w.)\]]\s*)(-\s*)?(${NUMBER})$`);
const ALONE = new RegExp(`^[-+]?${NUMBER}$`);

interface WrittenNumber {
  readonly start: number;
  readonly minus: string;
  /** Without its sign. */
  readonly digits: string;
}

/** Takes the minus of the number with which a place ends away. */
export function withoutMinus(text: string, range: TextRange): Edits[] {
  const number = lastNumber(text, range);
  return number?.minus ? [[{ start: number.start, end: range.end, text: number.digits }]] : [];
}

/** Writes percents of 10 and more, with which a place ends, as the share. */
export function percentAsShare(text: string, range: TextRange): Edits[] {
  const number = lastNumber(text, range);
  const percents = Number(number?.digits.replaceAll('_', ''));
  return number && number.minus === '' && percents >= 10 && percents < 100
    ? [[{ start: number.start, end: range.end, text: exactNumberText(percents / 100) }]]
    : [];
}

/** Exchanges the numbers that stand at two places. */
export function exchangedNumbers(text: string, one: TextRange, other: TextRange): Edits[] {
  const [first, second] = [one, other].map(({ start, end }) => text.slice(start, end));
  return first !== undefined && second !== undefined && ALONE.test(first) && ALONE.test(second)
    ? [exchanged(text, one, other)]
    : [];
}

/** Exchanges what stands at two places. */
export function exchanged(text: string, one: TextRange, other: TextRange): TextEdit[] {
  return [
    { ...one, text: text.slice(other.start, other.end) },
    { ...other, text: text.slice(one.start, one.end) },
  ];
}

function lastNumber(text: string, { start, end }: TextRange): WrittenNumber | null {
  const written = text.slice(start, end);
  const found = LAST_NUMBER.exec(written);
  return found ? { start: start + found.index, minus: found[1] ?? '', digits: found[2] ?? '' } : null;
}
