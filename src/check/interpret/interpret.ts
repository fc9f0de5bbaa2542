import type { Reason } from '../../messages/reason';
import { layoutOf } from '../input/layout';
import { withReasons } from '../report/interpretation';
import type { InterpretationChoices } from './choices';
import { interpretElementwise } from './elementwise';
import type { Evidence, Interpreted } from './evidence';
import { interpretIndex } from './index-targets';
import { labelEncodingOf, withEncodedLabels } from './label-encoding';
import { matchShapes } from './shapes';

/**
 * Decides the meaning of the arrays: logits or probabilities, sigmoid or softmax, kind of targets, class axis. Every
 * decision comes with a sentence that gives its reason.
 * @throws TensorFileError when the shapes do not fit each other or a choice does not fit the shapes.
 */
export async function interpret(given: Evidence, choices: InterpretationChoices): Promise<Interpreted> {
  const match = matchShapes(given.logits, given.targets);
  const encoding = labelEncodingOf(given, match, choices);
  const evidence = encoding === null ? given : withEncodedLabels(given, encoding);
  const interpretation =
    match.kind === 'elementwise'
      ? await interpretElementwise(evidence, choices)
      : await interpretIndex(evidence, match.classAxes, choices);
  const { shape } = evidence.logits.array;
  const shapes = { logits: shape, targets: evidence.targets.array.shape };
  const reasons: Reason[] = [];
  if (match.kind === 'elementwise' && match.broadcasts) {
    reasons.push({ id: 'paired-by-value', facts: shapes });
  }
  if (encoding !== null) {
    reasons.push(encoding.why);
  }
  return {
    interpretation: withReasons(interpretation, reasons),
    layout: layoutOf(shape, interpretation, match.kind === 'elementwise'),
    targets: evidence.targets,
    labelEncoding: encoding,
  };
}
