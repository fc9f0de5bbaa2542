import { countText } from '../../format/count-text';
import { counted } from './words';

/** What the command line says besides reports. */
export const commandLine = {
  usage: (extensions: readonly string[]) => `Usage:
  focal-loss check FILE… [options]     check logits against targets (${extensions.join(', ')})
  focal-loss merge REPORT… [output]    one report from the JSON reports of shards
  focal-loss compare FILE FILE… [options]
                                       two or more tensor files or JSON reports beside each other
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

Output of check and merge (of compare and inspect: --json alone)
  --json                    print the report as JSON, which is always in English
  --html FILE               write it as a self-contained page, too
  --markdown FILE           write it as Markdown, too

Every command
  --language LANGUAGE       en | zh-cn; default: LC_ALL, LC_MESSAGES or LANG
  --help, -h                print this
  --version                 print the version

Exit code: 0 clean, 1 findings of severity error, 2 bad usage or unreadable input.
`,
  unknownCommand: ({ command, commands, nearest }: UnknownCommand) =>
    `there is no command "${command}": expected ${commands.join(', ')}.${didYouMean(nearest)}`,
  checkNeedsFile: 'check needs a file: focal-loss check FILE…',
  mergeNeedsReports: 'merge needs reports: focal-loss merge REPORT…',
  compareNeedsFiles: 'compare needs two or more files: focal-loss compare BEFORE AFTER',
  savedReportIsFixed: ({ file }: { file: string }) =>
    `${file} is a saved report, whose loss and reading are fixed: leave the options out, or compare the tensor files.`,
  inspectNeedsFile: 'inspect needs a file: focal-loss inspect FILE…',
  unknownOption: ({ option, nearest }: { option: string; nearest: string | null }) =>
    `there is no option ${option}.${didYouMean(nearest)} --help lists all.`,
  optionNeedsValue: ({ option }: { option: string }) => `${option} needs a value.`,
  optionTakesNoValue: ({ option }: { option: string }) => `${option} takes no value.`,
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

interface UnknownCommand {
  command: string;
  commands: readonly string[];
  nearest: string | null;
}

function didYouMean(nearest: string | null): string {
  return nearest === null ? '' : ` Did you mean ${nearest}?`;
}
