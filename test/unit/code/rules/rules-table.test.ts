import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { RULES } from '../../../../src/code/rules/rules';
import { en } from '../../../../src/messages/en';

const PAGE = new URL('../../../../docs/lint.md', import.meta.url);

it('docs/lint.md lists every rule with its severity, in the order of the rules', async () => {
  const page = await readFile(PAGE, 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| (\w+) \| (.+) \|$/gm)].map(([, id, severity]) => [
    id,
    severity,
  ]);
  expect(rows).toEqual(RULES.map(({ id, severity }) => [id, severity]));
  expect(Object.keys(en.rules).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
});
