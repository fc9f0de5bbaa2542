import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULES } from '../code/rules/rules';
import { errorText } from '../format/error-text';
import type { Messages } from '../messages/messages';
import { type LintHost, lint } from '../services/lint';
import { lintDocument } from '../services/lint-document';
import { TensorFileError } from '../tensor/tensor-file';
import { codeFilesAt } from './code-files';
import { placeOf, readIfThere } from './imported-files';
import { lintSarif } from './lint-sarif';
import { lintText } from './lint-text';
import { nearestWord } from './nearest-word';
import { type Outcome, outputStyle } from './output';
import { parseWords } from './parse-words';
import { replaceText } from './replace-text';
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
      const reason = errorText(error);
      throw new TensorFileError(path, { id: 'cannot-be-read', facts: { reason } });
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
  const result = await lint.run(HOST, {
    files: await codeFilesAt(positionals),
    fixes: values.fix ? 'apply' : values.json || values.sarif ? 'find' : undefined,
    mended: RULES.map(({ id }) => id).filter(isWanted),
    mendsHints: selected !== null,
  });
  const document = lintDocument(result, messages, isWanted);
  const codes = new Map(result.files.map(({ file, code }) => [file, code?.text ?? '']));
  const output = values.sarif
    ? `${JSON.stringify(lintSarif(document), null, 2)}\n`
    : values.json
      ? `${JSON.stringify(document, null, 2)}\n`
      : lintText(document, (file) => codes.get(file) ?? '', messages, outputStyle());
  const isRead = result.failures.length === 0;
  return {
    output,
    errors: result.failures.map((failure) => `focal-loss: ${failure.text(messages.errors)}`),
    exitCode: isRead ? (document.summary.errors > 0 ? 1 : 0) : 2,
  };
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
