import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * The violations that axe-core finds in a webview's page: one line per violation and element. The page's
 * Content-Security-Policy forbids script elements, so axe is evaluated instead.
 */
export async function accessibilityViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(await readFile(axePath, 'utf8'));
  const { violations } = await frame.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}, ${target.join(' ')}: ${failureSummary}`),
  );
}
