import { type CodeLoss, lossesOf } from '../losses/code-loss';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from './document';
import { judgeLoss, notJudged } from './judge';

/** Characters of the largest file whose losses are run: no person writes more. */
const LARGEST_FILE = 1_000_000;

/** Signs in the text of a loss that it computes one. */
const COMPUTES = /\*\*|pow|gamma|γ|exp|log|entropy|bce/i;

/** Judges every focal loss of a file. */
export function judgeFile(file: SourceFile): Verdict[] {
  return lossesOf(file).flatMap((loss) => {
    const verdict =
      file.text.length > LARGEST_FILE
        ? notJudged(loss, new NotUnderstood({ kind: 'fileSize' }, null))
        : judgeLoss(file, loss);
    return verdict.notUnderstood && !isLossInText(loss, file) ? [] : [verdict];
  });
}

/** False for what only has the name of a loss, such as its settings or a table of losses. */
function isLossInText({ node, name }: CodeLoss, file: SourceFile): boolean {
  return COMPUTES.test(file.textOf(node).replaceAll(name, ''));
}
