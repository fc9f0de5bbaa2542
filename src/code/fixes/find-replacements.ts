import { type TextRange, typeRanges } from '../../snippets/fit/javascript';
import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { type ExaminedLoss, examineLosses } from '../rules/diagnose';
import type { Diagnostic } from '../rules/diagnostic';
import type { CodeParser } from '../syntax/parser';
import { isReference, lossIn } from './agreement';
import { replacements } from './building/replacement';
import { replacementsInScript } from './building/replacement-in-script';
import { examineSome } from './examined-code';
import type { Fix } from './find-fixes';
import type { Proposal } from './proposal';
import { applyEdits, withLineEnds } from './text-edit';

/** For each loss with such a fault, the implementation that takes its place, if a run of it gives the reference. */
export async function findReplacements(
  parser: CodeParser,
  code: CodeWithImports,
  isWanted: (diagnostic: Diagnostic) => boolean,
): Promise<Fix[]> {
  // Only the grammar of the code is at hand in a worker.
  const { parse } = await parser.load(code.grammar);
  const typesIn = (source: string): TextRange[] => {
    const file = parse(source);
    const types = typeRanges(file);
    file.dispose();
    return types;
  };
  const faulty = await readWithImports(parser, code, (file) =>
    examineLosses(file).flatMap((loss) => {
      const [first] = loss.faults.filter(({ diagnostic }) => isWanted(diagnostic));
      const isFaulty = loss.faults.some(({ diagnostic }) => diagnostic.severity !== 'information');
      return first && isFaulty
        ? [{ key: loss.key, diagnostic: first.diagnostic, proposals: proposalsFor(loss, typesIn) }]
        : [];
    }),
  );
  const found: Fix[] = [];
  for (const { key, diagnostic, proposals } of faulty) {
    const keys = new Set([key]);
    for (const { title, changes, ...proposal } of proposals) {
      const edits = withLineEnds(proposal.edits, code.text);
      const before = await examineSome(parser, code, keys);
      const after = await examineSome(parser, { ...code, text: applyEdits(code.text, edits) }, keys);
      if (isReference(lossIn(before, key), lossIn(after, key), after.faults, changes ?? {})) {
        const samples = {
          before: lossIn(before, key)?.sample ?? null,
          after: lossIn(after, key)?.sample ?? null,
        };
        found.push({ diagnostic, title, edits, ...samples });
      }
    }
  }
  return found;
}

function proposalsFor(loss: ExaminedLoss, typesIn: (source: string) => TextRange[]): Proposal[] {
  return loss.file.grammar === 'python' ? replacements(loss) : replacementsInScript(loss, typesIn);
}
