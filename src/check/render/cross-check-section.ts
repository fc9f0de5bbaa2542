import { numberText } from '../../format/number-text';
import { indexText } from '../../messages/facts';
import type { Messages } from '../../messages/messages';
import type { Agreement, CrossCheck, NativeFailure } from '../report/cross-check';
import type { Section } from './section';

/** The loss of a report beside TensorFlow.js and finite differences: which ran and why in one line, then the differences. */
export function crossCheckSection(found: CrossCheck, messages: Messages): Section {
  const { crossCheck: says } = messages;
  const { loss, gradient, finiteDifferences } = found;
  const row = (agreement: Agreement | null, label: (place: { index: string }) => string): string[][] => {
    if (agreement === null) {
      return [];
    }
    const { index, formula, other, difference } = agreement.absolute;
    const numbers = [formula, other, difference].map((value) => numberText(value));
    return [[label({ index: indexText(index) }), ...numbers]];
  };
  const rows = [
    ...row(loss, says.lossAt),
    ...row(gradient, says.gradientAt),
    ...row(finiteDifferences.gradient, says.differenceAt),
  ];
  const { header } = says;
  return {
    title: says.title,
    paragraphs: crossCheckTexts(found, messages),
    ...(rows.length === 0
      ? {}
      : { table: { header: [header.quantity, header.formula, header.other, header.difference], rows } }),
  };
}

/** The sentences above the table; the first says which engine ran, why, and how well it agrees. */
function crossCheckTexts(found: CrossCheck, { crossCheck: says }: Messages): string[] {
  const { engine, loss, gradient, values, ofValues, finiteDifferences } = found;
  const { gradient: byDifferences } = finiteDifferences;
  if (byDifferences === null || loss === null || gradient === null) {
    return [says.nothing];
  }
  const differences = says.finiteDifferences({
    values: finiteDifferences.values,
    gradient: byDifferences.relative.difference,
    agrees: byDifferences.beyond === null,
  });
  const facts = {
    engine: says.engine({ ...engine, why: whyText(found, says) }),
    loss: loss.relative.difference,
    gradient: gradient.relative.difference,
    values,
    ofValues,
  };
  const isExplained = loss.beyond === null && gradient.beyond === null;
  return [isExplained ? says.agrees(facts) : says.differs(facts), differences, says.relative];
}

function whyText({ why }: CrossCheck, says: Messages['crossCheck']): string {
  switch (why.kind) {
    case 'found':
      return says.why.found(why);
    case 'failed':
      return says.why.failed({ folder: why.folder, failure: failureText(why.failure, says) });
    default:
      return says.why[why.kind];
  }
}

function failureText(failure: NativeFailure, { failures }: Messages['crossCheck']): string {
  switch (failure.kind) {
    case 'exception':
      return failures.exception(failure);
    case 'exited':
      return failures.exited(failure);
    case 'silent':
      return failures.silent(failure);
    case 'oldVersion':
      return failures.oldVersion(failure);
  }
}
