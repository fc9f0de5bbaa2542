import { version } from '../../package.json';
import { type Language, type Messages, messagesIn } from '../messages/messages';
import type { ProblemError } from '../messages/problem-error';
import { FORMATS } from '../tensor/formats/formats';
import { runCheck } from './check-command';
import { runChoose } from './choose-command';
import { runClasses } from './classes-command';
import { runCompare } from './compare-command';
import { runEffect } from './effect-command';
import { runExplain } from './explain-command';
import { runInspect } from './inspect-command';
import { languageOfEnvironment, languageOfWords } from './language';
import { runMeaning } from './meaning-command';
import { runMerge } from './merge-command';
import { nearestWord } from './nearest-word';
import { type Outcome, outputStyle } from './output';
import { runSnippet } from './snippet-command';
import { runThreshold } from './threshold-command';
import { fittedUsage } from './usage';
import { UsageError } from './usage-error';

type Command = (words: readonly string[], messages: Messages) => Promise<Outcome>;

/** The usual extension of each format, for the usage text. */
const EXTENSIONS = FORMATS.map(({ extensions: [usual] }) => `.${usual}`);

const COMMANDS: Readonly<Record<string, Command>> = {
  check: runCheck,
  merge: runMerge,
  compare: runCompare,
  inspect: runInspect,
  explain: runExplain,
  choose: runChoose,
  meaning: runMeaning,
  threshold: runThreshold,
  effect: runEffect,
  classes: runClasses,
  snippet: runSnippet,
  lint: async (words, messages) => (await import('./lint-command')).runLint(words, messages),
};

async function run(words: readonly string[], messages: Messages): Promise<Outcome> {
  const [command, ...rest] = words;
  const usage = () => fittedUsage(messages.commandLine.usage(EXTENSIONS), outputStyle().columns);
  if (command === undefined) {
    return { output: '', errors: [usage().trimEnd()], exitCode: 2 };
  }
  if (words.includes('--help') || words.includes('-h') || command === 'help') {
    return { output: usage(), exitCode: 0 };
  }
  if (command === '--version') {
    return { output: `${version}\n`, exitCode: 0 };
  }
  const run = COMMANDS[command];
  if (run === undefined) {
    const commands = Object.keys(COMMANDS);
    const nearest = nearestWord(command, commands);
    throw new UsageError((says) => says.unknownCommand({ command, commands, nearest }));
  }
  return run(rest, messages);
}

/** Runs a command, and says in its language what has gone wrong. */
async function runInLanguage(given: readonly string[]): Promise<Outcome> {
  let language: Language = languageOfEnvironment(process.env);
  try {
    const asked = languageOfWords(given, language);
    language = asked.language;
    return await run(asked.words, await messagesIn(language));
  } catch (error) {
    return { output: '', errors: [describe(error, await messagesIn(language))], exitCode: 2 };
  }
}

/** Also of a command with a bundle of its own, which has the class once more. */
function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && 'problem' in error && typeof error.problem === 'function';
}

/** Likewise. */
function isProblemError(error: unknown): error is ProblemError {
  return error instanceof Error && 'found' in error && 'text' in error && typeof error.text === 'function';
}

/** One line for an error that the user can correct. Any other error is a defect and keeps its stack. */
function describe(error: unknown, messages: Messages): string {
  if (isUsageError(error)) {
    return `focal-loss: ${error.problem(messages.commandLine)}`;
  }
  if (isProblemError(error)) {
    return `focal-loss: ${error.text(messages.errors)}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// The reader of the output may close it early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

void runInLanguage(process.argv.slice(2)).then(({ output, errors = [], exitCode }) => {
  process.stdout.write(output);
  for (const message of errors) {
    process.stderr.write(`${message}\n`);
  }
  process.exitCode = exitCode;
});
