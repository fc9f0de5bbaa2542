import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXAMPLE_FILES } from '../../src/example-files';

it('the files of the example workspace are those that are packed', () => {
  const packed = readFileSync('.vscodeignore', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!examples/'))
    .map((line) => line.slice('!examples/'.length));
  expect(packed.toSorted()).toEqual(EXAMPLE_FILES.toSorted());
  for (const file of packed) {
    expect(existsSync(`examples/${file}`), file).toBe(true);
  }
});

it('every picture of the walkthrough is there', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const { media } of contributes.walkthroughs[0].steps) {
    for (const picture of Object.values<string>(media.image)) {
      expect(statSync(picture).size, picture).toBeGreaterThan(0);
    }
  }
});
