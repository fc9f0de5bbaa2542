import { expect, it } from 'vitest';
import { callsOf } from '../../../src/code/flow/calls';
import { amongChoices } from '../../../src/code/flow/choices';
import { sourceOf } from './parse';

const NAMES = Array.from({ length: 30 }, (_, at) => `make${at}`);

it('follows few of the functions that return the results of all others', async () => {
  const makers = NAMES.map(
    (name) =>
      `def ${name}(options):\n${NAMES.map((other) => `    if options.${other}:\n        return ${other}(options)\n`).join('')}`,
  );
  const { root } = await sourceOf(`${makers.join('\n')}\nmake0(options)\n`, 'python');
  const call = callsOf('make0', root).at(-1);
  let reads = 0;
  const found = call
    ? amongChoices(call, () => {
        reads += 1;
        return undefined;
      })
    : null;
  expect(found).toEqual([]);
  expect(reads).toBeLessThan(100);
});

it('reads what a function may return of each of its branches', async () => {
  const { root } = await sourceOf(
    'def make(name):\n    if name == "a":\n        return First()\n    return Second()\n\nmake(options.name)\n',
    'python',
  );
  const call = callsOf('make', root).at(-1);
  const found = call && amongChoices(call, ({ text }) => (/^(?:First|Second)/.test(text) ? text : undefined));
  expect(found).toEqual(['First()', 'Second()']);
});
