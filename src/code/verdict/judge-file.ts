import { type CodeLoss, lossesOf } from '../losses/code-loss';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from './document';
import { type JudgedLoss, judgeLoss, notJudged } from './judge';

/** Characters of the largest file whose losses are run: no person writes more. */
const LARGEST_FILE = 1_000_000;

/** Signs in the text of a loss that it computes one. */
const COMPUTES = /\*\*|pow|gamma|γ|exp|log|entropy|bce/i;

/** A focal loss of a file with its verdict. */
interface JudgedCode extends JudgedLoss {
  readonly code: CodeLoss;
}

/** Judges every focal loss of a file. */
export function judgedLossesOf(file: SourceFile): JudgedCode[] {
  return lossesOf(file).flatMap((code) => {
    const judged: JudgedLoss =
      file.text.length > LARGEST_FILE
        ? { verdict: notJudged(code, new NotUnderstood({ kind: 'fileSize' }, null)), measure: null }
        : judgeLoss(file, code);
    return isSpokenOf(code, judged.verdict, file) ? [{ code, ...judged }] : [];
  });
}

/**
 * A call is spoken of only where all of it is known, and inline code only where γ is an exponent; a definition also where it is
 * not understood.
 */
function isSpokenOf(loss: CodeLoss, verdict: Verdict, file: SourceFile): boolean {
  switch (loss.kind) {
    case 'definition':
      return verdict.computes !== null || isLossInText(loss, file);
    case 'inline':
      return typeof verdict.computes?.gammaIsExponentOf === 'string' && verdict.exception === null;
    case 'call':
    case 'configuration':
      return verdict.computes !== null;
  }
}

/** False for what only has the name of a loss, such as its settings or a table of losses. */
function isLossInText({ node, name }: CodeLoss, file: SourceFile): boolean {
  return COMPUTES.test(file.textOf(node).replaceAll(name, ''));
}
