import {
  type CodeLoss,
  everyLossOf,
  isCalledLoss,
  lossesOf,
  lossesWithin,
  MOST_WITHIN,
} from '../losses/code-loss';
import { extentsOf, isWithinAny } from '../losses/inline-losses';
import { placesOf } from '../losses/places';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import { isSame, nodesOfTypes } from '../syntax/tree';
import type { Verdict } from './document';
import { type JudgedLoss, judgeBehind, judgeLoss, judgeTerm, notJudged } from './judge';
import { interpreterOf, LIMITS } from './open-loss';
import { kindOfParameter } from './parameters';
import type { Steps } from './steps';

/** Signs in the text of a loss that it computes one. */
const COMPUTES = /\*\*|pow|gamma|γ|exp|log|entropy|bce/i;

/** For four losses that use up their own limits, or two hundred small ones. */
const LIMITS_OF_FILE = { steps: 4 * LIMITS.steps, elements: 4 * LIMITS.elements };
/** A loss counts at least as this, since it is also read. */
const LEAST_STEPS = LIMITS_OF_FILE.steps / 200;

/** A focal loss of a file with its verdict. */
interface JudgedCode extends JudgedLoss {
  readonly code: CodeLoss;
  /** Kind, name and number of the loss among those of the same kind and name: the same after an edit within it. */
  readonly key: string;
  /** The number of losses of the same name before it. */
  readonly place: number;
}

/** Chooses losses by their keys and their code. */
export type IsWanted = (key: string, code: CodeLoss) => boolean;

/**
 * Judges every focal loss of a file, a step for each, as far as the limits of the file go.
 *
 * @param isWanted chooses the losses
 */
export function* judgedLossesOf(file: SourceFile, isWanted: IsWanted = () => true): Steps<JudgedCode[]> {
  const left = { ...LIMITS_OF_FILE };
  const losses = withKeys(lossesOf(file));
  const inline = extentsOf(losses.flatMap(({ code }) => (code.kind === 'inline' ? [code.node] : [])));
  // The definitions come first: what is left of the limits goes to the calls of them, and to the statements of no loss.
  const rankOf = (loss: CodeLoss): number => {
    const isDefined = loss.kind === 'definition' || loss.kind === 'objective';
    return isDefined ? (isCalledLoss(loss) ? 0 : holdsAny(loss, inline) ? 1 : 3) : 2;
  };
  const spoken: JudgedCode[] = [];
  for (const { code, key, place } of losses.toSorted((one, other) => rankOf(one.code) - rankOf(other.code))) {
    const isOfOther = code.kind === 'inline' && spoken.some((each) => isDefinitionAround(code, each.code));
    const within = Array.from({ length: MOST_WITHIN }, (_, at) => `${key} > ${at}`);
    if (isOfOther || ![key, ...within].some((each) => isWanted(each, code))) {
      continue;
    }
    yield;
    const judged = judgedWithin(left, file, code);
    const statements = judged.verdict.notUnderstood ? lossesWithin(file, code) : [];
    const inside = statements
      .map((each, at) => ({
        code: each,
        key: `${key} > ${at}`,
        place: placeWithin(file, each),
        ...judgedWithin(left, file, each),
      }))
      .filter((each) => isSpokenOf(each.code, each.verdict, file));
    spoken.push(...inside);
    if (isSpokenOf(code, judged.verdict, file)) {
      spoken.push({ code, key, place, ...judged });
    }
  }
  return spoken
    .filter(({ key, code }) => isWanted(key, code))
    .toSorted((one, other) => one.code.node.startIndex - other.code.node.startIndex);
}

function isDefinitionAround(inner: CodeLoss, { kind, node }: CodeLoss): boolean {
  return kind === 'definition' && isWithinAny(inner.node, extentsOf([node]));
}

function holdsAny({ node }: CodeLoss, inner: ReturnType<typeof extentsOf>): boolean {
  return inner.some((each) => node.startIndex <= each.startIndex && each.endIndex <= node.endIndex);
}

function withKeys(losses: readonly CodeLoss[]): Pick<JudgedCode, 'code' | 'key' | 'place'>[] {
  const places = placesOf(losses);
  const ofKinds = placesOf(losses.map(({ kind, name }) => ({ name: `${kind} ${name}` })));
  return losses.map((code, at) => ({
    code,
    key: `${code.kind} ${code.name} ${ofKinds[at]}`,
    place: places[at] ?? 0,
  }));
}

/** The place of a loss among the statements of a definition. */
function placeWithin(file: SourceFile, { node }: CodeLoss): number {
  const all = everyLossOf(file);
  return placesOf(all)[all.findLastIndex((loss) => isSame(loss.node, node))] ?? 0;
}

/** Judges a loss while something is left, from which it takes what it used. */
function judgedWithin(
  left: { steps: number; elements: number },
  file: SourceFile,
  code: CodeLoss,
): JudgedLoss {
  if (left.steps <= 0 || left.elements <= 0) {
    return { verdict: notJudged(code, new NotUnderstood({ kind: 'steps' }, null)), measure: null };
  }
  const used: Interpreter[] = [];
  const another = (): Interpreter => {
    const interpreter = interpreterOf(file);
    used.push(interpreter);
    return interpreter;
  };
  const judged = judgeLoss(file, code, another());
  const hidden = judgeBehind(file, code, judged, another) ?? judgeTerm(file, code, judged, another);
  const [steps, elements] = (['steps', 'elements'] as const).map((what) =>
    used.reduce((sum, { budget }) => sum + budget.used[what], 0),
  );
  left.steps -= Math.max(steps ?? 0, LEAST_STEPS);
  left.elements -= elements ?? 0;
  return hidden ? { ...judged, hidden } : judged;
}

/**
 * A call is spoken of only where all of it is known, and inline code only where γ is an exponent, or where it is trained and tells classes apart; a definition also where it is
 * not understood, unless only its code may be that of a focal loss.
 */
function isSpokenOf(loss: CodeLoss, verdict: Verdict, file: SourceFile): boolean {
  switch (loss.kind) {
    case 'objective':
      return true;
    case 'definition':
      return loss.isNamed
        ? verdict.computes !== null || isLossInText(loss, file)
        : isModulated(verdict) && !hasPeaks(loss, file);
    case 'inline':
      return (
        verdict.exception === null &&
        (typeof verdict.computes?.gammaIsExponentOf === 'string' ||
          (loss.end === 'whole' && typeof verdict.computes?.link === 'string'))
      );
    case 'call':
    case 'configuration':
      return verdict.computes !== null;
  }
}

/** True for a loss that agrees with a formula which modulates by 1 − p_t. */
function isModulated({ computes, exception }: Verdict): boolean {
  return (
    !!computes?.variant && computes.link !== null && computes.gammaIsExponentOf === '1-p_t' && !exception
  );
}

/** Matches a power of 1 − a name. */
const POWER_OF_COMPLEMENT = /\b1(?:\.0*)?\s*-\s*(\w+)\s*(?:,|\)\s*(?:\*\*|\.pow\b))/g;

/** True for a loss of heat maps, which raises 1 − target to a power: it is a focal loss for targets of 0 and 1 alone. */
function hasPeaks({ node }: CodeLoss, file: SourceFile): boolean {
  const raised = new Set([...file.textOf(node).matchAll(POWER_OF_COMPLEMENT)].map(([, name]) => name));
  return nodesOfTypes(node, 'function_definition', 'function_declaration', 'arrow_function')
    .flatMap((each) => file.syntax.definition(each)?.parameters ?? [])
    .some(({ name = '' }) => raised.has(name) && kindOfParameter({ name }) === 'targets');
}

/** False for what only has the name of a loss, such as its settings or a table of losses. */
function isLossInText({ node, name }: CodeLoss, file: SourceFile): boolean {
  return COMPUTES.test(file.textOf(node).replaceAll(name, ''));
}
