import type { AlphaRole } from '../conventions/convention';

const ALPHA = String.raw`(?:(?:self|this)\.)?[_#]?(?:alpha|α)(?![\p{L}\p{N}])`;
/** Matches names of the α of an element, such as `alpha_factor` and `alpha_t`. */
const ALPHA_OF_ELEMENT = String.raw`(?:(?:self|this)\.)?[_#]?(?:alpha|α)\w*`;
const COMPLEMENT = String.raw`(?:1(?:\.0*)?\s*-\s*${ALPHA_OF_ELEMENT}|sub(?:tract)?\(\s*1(?:\.0*)?\s*,\s*${ALPHA_OF_ELEMENT})`;

/** Matches `[alpha, 1 - alpha]`, which is indexed by the target: class 0 gets α. */
const ALPHA_FIRST = new RegExp(String.raw`\[\s*${ALPHA}\s*,\s*${COMPLEMENT}`, 'iu');
/** Matches weights of 1 − α with α at an index of their own, which is class 0 by default. */
const ALPHA_AT_INDEX = new RegExp(String.raw`\[\s*(?:self\.)?balance_index\s*\]\s*=\s*${ALPHA}`, 'iu');
/** Matches weights that get α at class 0 and 1 − α at the others. */
const ALPHA_AT_ZERO = new RegExp(
  String.raw`${ALPHA}\[\s*0\s*\]\s*\+?=\s*${ALPHA}[\s\S]*${ALPHA}\[\s*1\s*:\s*\]\s*\+?=\s*\(?\s*${COMPLEMENT}`,
  'iu',
);
const INDEX_IS_ZERO = /balance_index\s*(?::\s*int\s*)?=\s*0\b/;
const HAS_COMPLEMENT = new RegExp(COMPLEMENT, 'iu');
const IS_FACTOR = new RegExp(
  String.raw`${ALPHA}\s*\*(?!\*)|(?<!\*)\*\s*${ALPHA}|mul(?:tiply)?\(\s*${ALPHA}|${ALPHA}\.mul`,
  'iu',
);

/**
 * Finds what α multiplies from the body of a loss.
 *
 * @param body Python or TypeScript; its comments and docstrings do not count
 * @returns undefined when the body does not show it, for example because it passes α on
 */
export function alphaRoleInCode(body: string): AlphaRole | undefined {
  const code = body
    .replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\//g, '')
    .replace(/(?:#(?=\s)|\/\/).*$/gm, '');
  const isAtZero = ALPHA_AT_ZERO.test(code) || (ALPHA_AT_INDEX.test(code) && INDEX_IS_ZERO.test(code));
  if (ALPHA_FIRST.test(code) || isAtZero) {
    return 'classZero';
  }
  if (HAS_COMPLEMENT.test(code)) {
    return 'positives';
  }
  return IS_FACTOR.test(code) ? 'everyClass' : undefined;
}
