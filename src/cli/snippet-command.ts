import type { Messages } from '../messages/messages';
import { SNIPPETS, snippetById } from '../snippets/catalogue';
import { fileOfSnippet } from '../snippets/file-of-snippet';
import type { SnippetParameters } from '../snippets/fit/fit-snippet';
import type { Snippet } from '../snippets/snippet';
import { given } from './check-options';
import { nearestWord } from './nearest-word';
import { alphaOfSides, numberInRange } from './number-in-range';
import { jsonOrText, type Outcome } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

const OPTIONS = {
  list: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  alpha: { type: 'string' },
  gamma: { type: 'string' },
} as const;

/** `focal-loss snippet`: the whole file of a snippet with given α and γ, or the list of all. */
export async function runSnippet(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { values, positionals } = parseWords(words, OPTIONS);
  if (values.list) {
    return { output: listed(values.json, messages), exitCode: 0 };
  }
  const snippet = snippetOf(positionals);
  const parameters: SnippetParameters = {
    ...given('alpha', values.alpha === undefined ? undefined : alphaOfSides(values.alpha)),
    ...given(
      'gamma',
      values.gamma === undefined ? undefined : numberInRange('gamma', values.gamma, '[0, ∞)'),
    ),
  };
  assertSettable(snippet, parameters);
  const source = fileOfSnippet(snippet, parameters);
  const document = { schema: 'focal-loss-snippet', version: 1, ...described(snippet), source };
  return { output: jsonOrText(values.json, document, () => source), exitCode: 0 };
}

function listed(json: boolean, { features }: Messages): string {
  const document = { schema: 'focal-loss-snippets', version: 1, snippets: SNIPPETS.map(described) };
  const width = Math.max(...SNIPPETS.map(({ id }) => id.length));
  const lines = SNIPPETS.map(
    ({ id, framework, purpose }) => `${id.padEnd(width)}  ${framework}: ${features.snippetPurposes[purpose]}`,
  );
  return jsonOrText(json, document, () => `${lines.join('\n')}\n`);
}

/** A snippet as an entry of the printed list. */
function described({ id, framework, language, intention, variant, name, placeholders }: Snippet) {
  return {
    ...{ id, framework: framework.toLowerCase().replace('.', ''), language, intention, variant, name },
    parameters: placeholders.map(({ parameter }) => parameter),
  };
}

/** @throws UsageError unless the words are the id of one snippet */
function snippetOf(words: readonly string[]): Snippet {
  const ids = SNIPPETS.map(({ id }) => id);
  const [id, ...more] = words;
  if (id === undefined || more.length > 0) {
    throw new UsageError((says) => says.snippetNeedsId({ ids }));
  }
  const snippet = snippetById(id);
  if (snippet === undefined) {
    throw new UsageError((says) => says.unknownSnippet({ id, nearest: nearestWord(id, ids) }));
  }
  return snippet;
}

/** @throws UsageError on a value that the snippet has no place for */
function assertSettable({ id, placeholders }: Snippet, parameters: SnippetParameters): void {
  const option = Object.keys(parameters).find((name) =>
    placeholders.every(({ parameter }) => parameter !== name),
  );
  if (option !== undefined) {
    throw new UsageError((says) => says.snippetLacks({ id, option }));
  }
}
