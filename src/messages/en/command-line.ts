import { countText } from '../../format/count-text';
import { counted } from './words';

/** Sentences of the command line besides reports. */
export const commandLine = {
  usage: (extensions: readonly string[]) => `Usage:
  focal-loss check FILE… [options]     check logits against targets (${extensions.join(', ')})
  focal-loss merge REPORT… [output]    one report from the JSON reports of shards
  focal-loss compare FILE FILE… [options]
                                       two or more tensor files or JSON reports beside each other
  focal-loss inspect FILE… [--json]    list the arrays of files without reading their data
  focal-loss explain VALUE [options]   what a loss value tells without the data, as 0.6931 or 16.118, also of a loss with
                                       --alpha and --gamma; with the data: check FILE --loss VALUE
  focal-loss choose SOURCE [--json]    which α, γ and class weights to begin with: logits and targets, a report, labels
                                       (.csv, arrays, COCO .json, masks, a folder of YOLO labels) or --counts 36413,8291
  focal-loss meaning [SCORE…] [FILE]   what scores mean as probabilities, and on a file whether that holds
  focal-loss threshold FILE [--json]   where to cut: best F1 and F2, precision, recall, costs
  focal-loss effect FILE [--json]      what focal loss changes beside cross-entropy
  focal-loss classes FILE [--json]     each class: examples, share of the loss, average precision, threshold
  focal-loss lint PATH… [options]      what is wrong with the focal losses in code (.py, .ipynb, .ts, .js)
  focal-loss snippet ID [options]      the whole file of a snippet, with --alpha and --gamma; --list lists the snippets

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
  --code PATH::NAME         check: run this loss of the code on the tensors too, beside the formula; ::NAME may be left
                            out for the only loss of a file, and settings added: "loss.py::FocalLoss(alpha=0.5)";
                            with --loss a file or folder alone: whether one of its losses gives the value
  --loss VALUE              check: a loss value that the training printed, as it was printed; says which loss gives it.
                            Also FILE[:array]: losses or gradients of the elements, or a log of loss values
  --cross-check             check: compare loss and gradient with TensorFlow.js, of up to 65,536 logits
  --engine ENGINE           the TensorFlow.js of --cross-check: auto (@tensorflow/tfjs-node where it is found) | wasm
                            (the one of Focal Loss) | tfjs-node; default auto
  --tfjs-node FOLDER        the folder of @tensorflow/tfjs-node; default: found from here or among the global packages

Answers (choose, meaning, threshold, effect and classes take files and options of check, or one JSON report)
  --counts COUNTS           choose: examples of each class, 36413,8291 or cat=120,dog=30
  --column NAME             choose: the column of a table; --array NAME: the array of a file
  --beta BETA               choose: β of the effective number of examples; default 0.999
  --pos-weight W            meaning: how often a positive counted in training
  --kept-negatives SHARE    meaning: share of the negatives that was kept for training; --kept-positives likewise
  --prevalence T:U          meaning: share of positives in training and in use, such as 0.1:0.01
  --precision P             threshold: the least precision wanted; default 0.9
  --recall R                threshold: the least recall wanted; default 0.9
  --miss-cost COST          threshold: how many false alarms cost as much as a miss; default 10
  --split SEED              threshold: choose on one random half and count on the other, split by this number
  --names FILE              choose, classes, threshold: names of the classes, JSON, YAML, CSV or one a line; default: a file
                            beside, as classes.txt

Code (lint)
  --select RULES            report these rules alone: alpha-on-negatives,eps-bias
  --ignore RULES            leave these rules out
  --fix                     mend the files where a run confirms the fix, and say what is left
  --sarif                   print SARIF, which code scanning reads; --json prints JSON

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
  lintNeedsPath: 'lint needs a file or folder: focal-loss lint PATH…',
  lintOneDocument: 'lint prints one document: either --json or --sarif.',
  unknownRule: ({ option, rule, nearest }: { option: string; rule: string; nearest: string | null }) =>
    `--${option} names the rule "${rule}", which there is not.${didYouMean(nearest)}`,
  inspectNeedsFile: 'inspect needs a file: focal-loss inspect FILE…',
  explainNeedsValue: 'explain needs one loss value: focal-loss explain 0.6931',
  snippetNeedsId: ({ ids }: { ids: readonly string[] }) =>
    `snippet needs one id: ${ids.join(', ')}. focal-loss snippet --list describes them.`,
  unknownSnippet: ({ id, nearest }: { id: string; nearest: string | null }) =>
    `there is no snippet "${id}".${didYouMean(nearest)} focal-loss snippet --list lists all.`,
  snippetLacks: ({ id, option }: { id: string; option: string }) =>
    `the snippet ${id} has no value of ${option} to set: leave --${option} out.`,
  chooseNeedsSource:
    'choose needs one source: focal-loss choose FILE, focal-loss choose FOLDER or focal-loss choose --counts 36413,8291',
  unknownOption: ({ option, nearest }: { option: string; nearest: string | null }) =>
    `there is no option ${option}.${didYouMean(nearest)} --help lists all.`,
  optionNeedsValue: ({ option }: { option: string }) => `${option} needs a value.`,
  optionTakesNoValue: ({ option }: { option: string }) => `${option} takes no value.`,
  expectedOneOf: ({ option, text, allowed }: OptionFacts & { allowed: readonly string[] }) =>
    `--${option} is "${text}": expected ${allowed.join(', ')}.`,
  expectedWholeNumber: ({ option, text }: OptionFacts) =>
    `--${option} is "${text}": expected a whole number or none.`,
  expectedNumber: ({ option, text }: OptionFacts) => `--${option} is "${text}": expected a number.`,
  expectedInRange: ({ option, text, range }: OptionFacts & { range: string }) =>
    `--${option} is "${text}": expected a number in ${range}.`,
  expectedCode: ({ text }: { text: string }) =>
    `--code is "${text}": expected a file, perhaps with a name and settings, as in loss.py::FocalLoss(alpha=0.5, gamma=1).`,
  expectedPrevalence: ({ text }: { text: string }) =>
    `--prevalence is "${text}": expected two shares between 0 and 1, of training and of use, such as 0.1:0.01.`,
  expectedCounts: ({ text }: { text: string }) =>
    `--counts is "${text}": expected two or more whole numbers, 36413,8291 or cat=120,dog=30.`,
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
