import { countText } from '../../format/count-text';
import { beginning, counted, listText } from './words';

type Role = 'logits' | 'targets';

/** Sentences of commands, lists, notifications and dialogs of VS Code. */
export const features = {
  checkTitle: (files: string) => `Check: ${files}`,
  labels: {
    whichSource: 'Choose α and γ for which data?',
    labels: 'Labels',
    sources: {
      report: {
        label: 'Logits and targets…',
        detail: 'The report answers with the balance on your own logits.',
      },
      file: {
        label: 'A file with labels…',
        detail: 'A column of a CSV, an array (NPY, NPZ, JSON, safetensors), COCO annotations, or a mask.',
      },
      folder: { label: 'A folder with labels…', detail: 'YOLO labels (.txt), or masks (.png).' },
      typed: { label: 'Type the counts…', detail: 'Examples of each class.' },
    },
    typedPrompt: 'Examples of each class: 36413,8291 in the order of the classes, or cat=120,dog=30.',
    counting: (source: string) => `Counting the labels in ${source}`,
    whichColumn: 'Which column has the labels?',
    whichArray: 'Which array has the labels?',
  },
  checkWhichTensors: 'Check which tensors?',
  whichLossValue: 'The loss value that the training printed, with all its digits',
  compareWithWhat: 'Compare with which tensors or report?',
  whichFile: (role: Role) => `Which file holds the ${role}?`,
  chooseClassNames: 'Which file holds the names of the classes?',
  whichArray: (role: Role) => `Which array holds the ${role}?`,
  whichPair: 'Which logits and targets are to be checked?',
  askedOnce: 'Asked once for this file',
  tensorFiles: (formats: readonly string[]) => `${listText(formats)} file with logits and targets`,
  browse: 'Browse…',
  tensors: 'Tensors',
  checkCancelled: 'The check was cancelled.',
  noneLooksLikeLogits: (files: string, arrays: number, examples: readonly string[]) =>
    `${files}: ${countText(arrays)} arrays, and none looks like logits with their targets (${examples.join(', ')}, …). Choose the arrays, or open the file in the viewer.`,
  changedUnreadable: (clock: string, reason: string) =>
    `The file changed at ${clock} and could not be checked, perhaps because it is still being written. This is the last good report. ${reason}`,
  fileNotAtHand: (file: string) => `${file} is not at hand, so it cannot be shown.`,
  fileDeleted: (file: string, clock: string) => `${file} was deleted at ${clock}. This is its last report.`,
  checkCancelledBefore: 'The check was cancelled. This is the report before it.',
  plotTitle: 'Focal Loss: Plot',
  leftOutOfSelection: (refusals: readonly string[]) =>
    `Focal Loss: Plot left out of the selection: ${refusals.join(' ')}`,
  outOfRange: (symbol: string, value: string, minimum: number, maximum: number) =>
    `${symbol} = ${value} is not between ${minimum} and ${maximum}.`,
  viewerTitle: 'Tensor Viewer',
  writingCsv: 'Writing the selected values as CSV',
  exportFormats: {
    png: 'PNG image',
    svg: 'SVG image',
    csv: 'CSV table',
    html: 'HTML page',
    md: 'Markdown document',
    json: 'JSON document',
    txt: 'Value',
  },
  open: 'Open',
  revealInExplorer: 'Reveal in Explorer',
  saveTitle: (format: string) => `Save ${format}`,
  copied: 'Copied.',
  formatCopied: (format: string) => `${format} copied.`,
  saved: (file: string) => `Saved ${file}.`,
  notSaved: 'Not saved.',
  notCopied: (reason: string) => `Not copied: ${reason}`,
  notWritten: (format: string, reason: string) => `The ${format} was not written: ${reason}`,
  fileChangedMeanwhile: 'Not saved: the file changed meanwhile. Export again.',
  examplesTitle: 'Copy the example workspace into which folder?',
  examplesHere: 'Copy Here',
  terminalGreeting: 'focal-loss --help lists what the command line can do.',
  insertSnippet: 'Insert a focal loss, or code that saves tensors',
  insertSnippetIntoNewFile: 'Insert into a new file',
  whichSnippet: 'Which one?',
  noSuchSnippet: (id: string, known: readonly string[]) =>
    `There is no snippet "${id}"; there are ${known.join(', ')}.`,
  newFile: 'the new file',
  snippetNotInserted: (file: string) =>
    `The snippet was not inserted into ${file}: the file was closed, or is too long to be understood.`,
  snippetReadOnly: (file: string) => `The snippet could not be inserted into ${file}: it is read-only.`,
  snippetRenamed: (file: string, name: string, used: string) =>
    `${file} already has a ${name}, so the new one is called ${used}.`,
  lintWorkspace: {
    title: 'Finding what is wrong with focal losses',
    cancelled: 'Cancelled. Until then:',
    leftOut: (files: readonly string[]) =>
      `${counted(files.length, 'file')} could not be opened: ${beginning(files)}.`,
  },
  lossStatus: {
    name: 'Focal losses',
    showProblems: 'Show Problems',
    text: ({ losses, errors, warnings }: { losses: number; errors: number; warnings: number }) =>
      `${counted(losses, 'focal loss', 'focal losses')}: ${
        errors + warnings === 0
          ? 'nothing wrong found'
          : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`
      }`,
    detail: ({ notUnderstood }: { notUnderstood: number }) =>
      notUnderstood === 0 ? 'run on small tensors' : `${countText(notUnderstood)} not understood`,
  },
  completion: {
    loss: (snippet: string) => `focal loss: ${snippet}`,
    'save-outputs': (snippet: string) => snippet,
    start: (snippet: string) => snippet,
  },
  snippetPurposes: {
    sigmoidModule: 'A module for binary and multi-label targets, dense detectors included',
    sigmoidFunction: 'A function for binary and multi-label targets, dense detectors included',
    softmaxModule: 'A module for one class out of several, with class weights and ignore_index',
    softmaxFunction: 'A function for one class out of several, with class weights',
    saveBatches: 'Code that saves logits or outputs, and targets, of all batches for Check Tensors',
    asymmetricFunction: 'A function for multi-label targets with few positives: γ+, γ− and a margin',
    asymmetricClass: 'A loss class for multi-label targets with few positives: γ+, γ− and a margin',
    biasOfLayer: 'Starts the bias of the last layer so that every score is the share of positives',
    biasInitializer: 'A bias initializer with which every score starts at the share of positives',
    asymmetricModule: 'A module for multi-label targets with few positives: γ+, γ− and a margin',
  },
};
