/** Words so short may be one letter apart and mean different things. */
const SHORTEST = 4;

/**
 * True for two names that differ by one slip of the keyboard: a letter too many or too few, another letter, or two letters in the
 * wrong order. A number or an s at the end makes another name.
 */
export function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < SHORTEST || one === other || `${short}s` === long || /\d/.test(one + other)) {
    return false;
  }
  const start = [...short].findIndex((letter, at) => letter !== long[at]);
  const from = start < 0 ? short.length : start;
  const [left, right] = [short.slice(from), long.slice(from)];
  const isLetterMore = left === right.slice(1);
  const isOtherLetter = left.slice(1) === right.slice(1);
  const isExchanged = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return short.length === long.length ? isOtherLetter || isExchanged : isLetterMore;
}
