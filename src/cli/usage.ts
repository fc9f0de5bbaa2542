import { FORMATS } from '../tensor/formats/formats';

/** The usual extension of each format. */
const EXTENSIONS = FORMATS.map(({ extensions: [usual] }) => `.${usual}`).join(', ');

export const USAGE = `Usage:
  focal-loss check FILE… [options]     check logits against targets (${EXTENSIONS})
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
  --reduction R             none | sum | mean (over those not left out) | meanOverPositives | meanOverAll; default
                            meanOverPositives

Output of check and merge
  --json                    print the report as JSON
  --html FILE               write it as a self-contained page, too
  --markdown FILE           write it as Markdown, too
  --help                    print this
  --version                 print the version

Exit code: 0 clean, 1 findings of severity error, 2 bad usage or unreadable input.
`;
