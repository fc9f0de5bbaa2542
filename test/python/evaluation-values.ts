// Checks tensors and runs losses of the code on them. The argument is a JSON file of cases; the results are printed as JSON.
import { readFileSync } from 'node:fs';
import { codeOfFile } from '../../src/code/syntax/code-file';
import { check } from '../../src/services/check';
import { evaluate } from '../../src/services/evaluate';
import { reportForEvaluation } from '../../src/services/evaluate-input';
import { memoryFile } from '../../src/tensor/reading/memory-file';

interface Case {
  readonly tensors: string;
  readonly code: string;
  readonly alpha: number | readonly number[] | null;
  readonly gamma: number;
}

const [path, grammars] = process.argv.slice(2);
if (path === undefined || grammars === undefined) {
  throw new Error('Usage: node evaluation-values.js REQUEST.json GRAMMARS');
}
const cases: readonly Case[] = JSON.parse(readFileSync(path, 'utf8'));
const host = { open: async (file: string) => memoryFile(file, new Uint8Array(readFileSync(file))) };
const results: unknown[] = [];
for (const { tensors, code, alpha, gamma } of cases) {
  const parameters = { alpha: Array.isArray(alpha) ? [...alpha] : (alpha as number | null), gamma };
  const report = await check.run(host, { files: [tensors], choices: {}, parameters });
  const file = 'loss.py';
  results.push(
    await evaluate.run(host, {
      files: [tensors],
      report: reportForEvaluation(report),
      loss: {
        file,
        code: { ...codeOfFile(file, code), imports: [] },
        name: 'focal_loss',
        place: 0,
        settings: {},
      },
      grammars: `${grammars}/`,
    }),
  );
}
process.stdout.write(JSON.stringify(results));
