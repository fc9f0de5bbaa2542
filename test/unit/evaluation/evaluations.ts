import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Evaluation, Parameters } from '../../../src/check/report/report';
import { codeOfFile } from '../../../src/code/syntax/code-file';
import type { GivenSettings } from '../../../src/evaluation/given-settings';
import { check } from '../../../src/services/check';
import { evaluate } from '../../../src/services/evaluate';
import { reportForEvaluation } from '../../../src/services/evaluate-input';
import type { TensorHost } from '../../../src/services/service';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import type { ArrayText } from '../check/tensors';
import { validateReport } from '../check/tensors';

const GRAMMARS = fileURLToPath(
  new URL('../../../node_modules/@vscode/tree-sitter-wasm/wasm/', import.meta.url),
);

export interface EvaluationCase {
  readonly arrays: Readonly<Record<string, ArrayText>>;
  readonly code: string;
  /** Default: `loss.py`. */
  readonly file?: string;
  readonly name?: string;
  readonly settings?: GivenSettings;
  readonly parameters?: Partial<Parameters>;
}

/** Checks arrays and runs a loss on them, with the services of every host. */
export async function evaluated({
  arrays,
  code,
  file = 'loss.py',
  name,
  settings = {},
  parameters = {},
}: EvaluationCase): Promise<Evaluation> {
  const text = JSON.stringify(arrays, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  ).replace(/"(-?)(NaN|Infinity)"/g, '$1$2');
  const host: TensorHost = {
    open: async (path) => {
      const isGrammar = path.startsWith(GRAMMARS);
      return memoryFile(path, isGrammar ? await readFile(path) : new TextEncoder().encode(text));
    },
  };
  const files = ['tensors.json'];
  const report = await check.run(host, { files, choices: {}, parameters });
  const evaluation = await evaluate.run(host, {
    files,
    report: reportForEvaluation(report),
    loss: { file, code: { ...codeOfFile(file, code), imports: [] }, name: name ?? null, place: 0, settings },
    grammars: GRAMMARS,
  });
  validateReport({ ...report, code: evaluation });
  return evaluation;
}
