import { countText } from '../../format/count-text';
import { counted } from './words';

/** Sentences of the command line besides reports. */
export const commandLine = {
  usage: (extensions: readonly string[]) => `Usage:
  focal-loss check FILE… [options]     check logits against targets (${extensions.join(', ')})
  focal-loss merge REPORT… [output]    one report from the JSON reports of shards
  focal-loss compare BEFORE AFTER [--json]
                                       what has changed from one JSON report to another
  focal-loss inspect FILE… [--json]    list the arrays of files without reading their data

What to check
  --logits FILE|NAME        the logits or probabilities: a file, or the name of an array
  --targets FILE|NAME       the targets

What the arrays mean (found out from the values unless given)
  --input KIND              logits | probabilities | squashed-twice
  --link LINK               sigmoid | softmax
  --target-kind KIND        binary | index | one-hot | soft
  --class-axis AXIS         axis of the classes, or none
  --background-class CLASS  the class that counts as negative, or none
  --ignore-index VALUE      target value to leave out, or none

The loss
  --alpha A                 weight of the positive class, weights of all classes (0.2,0.3,0.5), or none; default 0.25
  --gamma G                 focusing parameter; default 2
  --reduction R             none | sum | mean (over valid elements) | meanOverPositives | meanOverAll; default
                            meanOverPositives

Output of check and merge
  --json                    print the report as JSON, which is always in English
  --html FILE               write it as a self-contained page, too
  --markdown FILE           write it as Markdown, too

Every command
  --language LANGUAGE       en | zh-cn; default: LC_ALL, LC_MESSAGES or LANG
  --help                    print this
  --version                 print the version

Exit code: 0 clean, 1 findings of severity error, 2 bad usage or unreadable input.
`,
  unknownCommand: ({ command, commands }: { command: string; commands: readonly string[] }) =>
    `there is no command "${command}": expected ${commands.join(', ')}.`,
  checkNeedsFile: 'check needs a file: focal-loss check FILE…',
  mergeNeedsReports: 'merge needs reports: focal-loss merge REPORT…',
  compareNeedsReports: 'compare needs two reports: focal-loss compare BEFORE AFTER',
  inspectNeedsFile: 'inspect needs a file: focal-loss inspect FILE…',
  badOption: ({ problem }: { problem: string }) => problem,
  expectedOneOf: ({ option, text, allowed }: OptionFacts & { allowed: readonly string[] }) =>
    `--${option} is "${text}": expected ${allowed.join(', ')}.`,
  expectedWholeNumber: ({ option, text }: OptionFacts) =>
    `--${option} is "${text}": expected a whole number or none.`,
  expectedNumber: ({ option, text }: OptionFacts) => `--${option} is "${text}": expected a number.`,
  cannotBeWritten: ({ file, reason }: { file: string; reason: string }) =>
    `${file} cannot be written (${reason}).`,

  inspect: {
    file: ({
      file,
      format,
      bytes,
      arrays,
    }: {
      file: string;
      format: string;
      bytes: string;
      arrays: number;
    }) => `${file}: ${format}, ${bytes}, ${counted(arrays, 'array')}`,
    elements: ({ elements }: { elements: number }) => counted(elements, 'element'),
    refused: ({ array, reason }: { array: string; reason: string }) => `${array}: cannot be read: ${reason}`,
    joined: ({ array, parts }: { array: string; parts: number }) =>
      `${array}: the rows of ${countText(parts)} arrays, one after the other in the file`,
    trailingBytes: ({ bytes }: { bytes: number }) =>
      `${counted(bytes, 'byte')} behind the last array: not read`,
  },
};

interface OptionFacts {
  option: string;
  text: string;
}
