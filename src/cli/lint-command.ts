import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULES } from '../code/rules/rules';
import type { Messages } from '../messages/messages';
import { type LintHost, lint } from '../services/lint';
import { type LintDocument, lintDocument } from '../services/lint-document';
import { describeFailure } from '../tensor/reading/node-file';
import { TensorFileError } from '../tensor/tensor-file';
import { codeFilesAt } from './code-files';
import { placeOf, readIfThere } from './imported-files';
import { lintSarif } from './lint-sarif';
import { lintText } from './lint-text';
import { nearestWord } from './nearest-word';
import { type Outcome, outputStyle } from './output';
import { parseWords } from './parse-words';
import { ProgressLine } from './progress-line';
import { replaceText } from './replace-text';
import { readRulePages } from './rule-pages';
import { UsageError } from './usage-error';

const OPTIONS = {
  select: { type: 'string' },
  ignore: { type: 'string' },
  json: { type: 'boolean', default: false },
  sarif: { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
} as const;

const HOST: LintHost = {
  // Most files are small and not parsed: to wait for each of them takes several times as long.
  readText: async (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw new TensorFileError(path, describeFailure(error));
    }
  },
  loadGrammar: (file) => readFile(join(__dirname, 'grammars', file)),
  imports: { placeOf, read: readIfThere },
  writeText: replaceText,
};

/** `focal-loss lint`: what is wrong with the focal losses in code. The exit code is 1 for an error. */
export async function runLint(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { values, positionals } = parseWords(words, OPTIONS);
  if (positionals.length === 0) {
    throw new UsageError((says) => says.lintNeedsPath);
  }
  if (values.json && values.sarif) {
    throw new UsageError((says) => says.lintOneDocument);
  }
  const [selected, ignored] = [rulesIn('select', values.select), rulesIn('ignore', values.ignore)];
  const isWanted = (rule: string): boolean => (selected?.has(rule) ?? true) && !ignored?.has(rule);
  const found = codeFilesAt(positionals);
  const line = process.stderr.isTTY ? new ProgressLine(process.stderr, messages) : undefined;
  const host = line ? { ...HOST, onFile: line.showFile } : HOST;
  const result = await lint
    .run(host, {
      files: found.files,
      fixes: values.fix ? 'apply' : values.json || values.sarif ? 'find' : undefined,
      mended: RULES.map(({ id }) => id).filter(isWanted),
      mendsHints: selected !== null,
    })
    .finally(() => line?.erase());
  const document = lintDocument(result, messages, isWanted);
  const failures = [...found.failures, ...result.failures].map((failure) => failure.text(messages.errors));
  const codes = new Map(result.files.map(({ file, code }) => [file, code?.text ?? '']));
  const output = values.sarif
    ? jsonOf(await sarifOf(document, failures))
    : values.json
      ? jsonOf(document)
      : lintText(document, (file) => codes.get(file) ?? '', messages, outputStyle());
  return {
    output,
    errors: [...failures, ...result.passedOver.map((file) => messages.lint.passedOver({ file }))].map(
      (line) => `focal-loss: ${line}`,
    ),
    exitCode: failures.length === 0 ? (document.summary.errors > 0 ? 1 : 0) : 2,
  };
}

async function sarifOf(document: LintDocument, failures: readonly string[]): Promise<object> {
  const rules = document.files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule));
  return lintSarif(document, await readRulePages(rules), failures);
}

function jsonOf(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** @throws UsageError on the id of no rule */
function rulesIn(option: string, list: string | undefined): ReadonlySet<string> | null {
  if (list === undefined) {
    return null;
  }
  const known = RULES.map(({ id }) => id);
  const ids = list.split(',').map((id) => id.trim().replace(/^focal-loss\//, ''));
  for (const id of ids) {
    if (!known.some((rule) => rule === id)) {
      const nearest = nearestWord(id, known);
      throw new UsageError((says) => says.unknownRule({ option, rule: id, nearest }));
    }
  }
  return new Set(ids);
}
