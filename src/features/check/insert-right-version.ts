import { importedFramework } from '../../check/explain/imported-framework';
import { type RightFramework, rightVersion } from '../../check/explain/right-code';
import type { Report } from '../../check/report/report';
import { textAround } from '../code-text';
import { insertLossAsCode, type LastTextEditor } from '../insert-code';
import { insertText } from '../insert-text';

/**
 * Inserts the focal loss of a report where the user last edited, in the framework that this file imports. A list of α is left
 * out, since no snippet takes one.
 * @param otherwise the framework for a file that imports none
 */
export async function insertRightVersion(
  { interpretation, parameters }: Report,
  otherwise: RightFramework,
  last: LastTextEditor,
): Promise<void> {
  const { gamma, reduction } = parameters;
  const alpha = typeof parameters.alpha === 'number' ? parameters.alpha : null;
  const document = last.current?.document;
  const imported = document === undefined ? undefined : importedFramework(textAround(document).text);
  const version = rightVersion(imported ?? otherwise, { link: interpretation.link, alpha, gamma });
  if (version.kind === 'snippet') {
    await insertLossAsCode({ snippet: version.id, alpha, gamma, reduction }, last);
  } else {
    await insertText(`${version.text}\n`, last);
  }
}
