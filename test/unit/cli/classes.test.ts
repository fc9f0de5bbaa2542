import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from './command-line';

let line: CommandLine;

beforeAll(async () => {
  line = await CommandLine.create();
  await line.write('single.json', '{"logits": [-1, 1], "targets": [0, 1]}');
});

afterAll(() => line.remove());

async function json(...words: readonly string[]) {
  const { exitCode, errors, output } = await line.run(...words, '--json');
  return { exitCode, errors, answer: JSON.parse(output) };
}

describe('focal-loss classes', () => {
  /** The first label is told apart without an error; the second is 1 once, in the last place. */
  const LABELS = {
    logits: [
      [2, 1],
      [-2, 0.5],
      [3, -3],
      [-1, 2],
    ],
    targets: [
      [1, 0],
      [0, 0],
      [1, 1],
      [0, 0],
    ],
  };

  it('lists each class with its average precision, threshold and labels per row', async () => {
    await line.write('multi.json', JSON.stringify(LABELS));
    const { exitCode, answer } = await json(
      'classes',
      'multi.json',
      '--target-kind',
      'binary',
      '--link',
      'sigmoid',
    );
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({ schema: 'focal-loss-classes', found: { rows: 4, ofRows: 4 } });
    const [first, second] = answer.found.classes;
    expect(first).toMatchObject({
      count: 2,
      averagePrecision: { value: 1 },
      threshold: { found: 2, falseAlarms: 0 },
    });
    // The only positive comes fourth.
    expect(second).toMatchObject({ count: 1, averagePrecision: { value: 0.25 } });
    expect(second.missed).toMatchObject([{ index: [2, 1] }]);
    expect(second.falseAlarms.map(({ index }: { index: number[] }) => index)).toEqual([
      [3, 1],
      [0, 1],
      [1, 1],
    ]);
    expect(answer.found.labelsPerRow).toEqual({ rows: 4, withoutLabel: 2, mean: 0.75, counts: [2, 1, 1] });
  });

  it('are cut each by itself by focal-loss threshold', async () => {
    await line.write('multi.json', JSON.stringify(LABELS));
    const { answer } = await json('threshold', 'multi.json', '--target-kind', 'binary', '--link', 'sigmoid');
    const [first, second] = answer.classes;
    expect(first).toMatchObject({ index: 0, count: 2, threshold: { reached: { value: 1 } } });
    // All four must be raised to find the only positive: 2 · 1 / (1 + 4).
    expect(second).toMatchObject({
      index: 1,
      count: 1,
      threshold: { found: 1, falseAlarms: 3, reached: { value: 0.4 } },
    });
  });

  it('are cut by name, on one half and counted on the other if that is asked for', async () => {
    await line.write('multi.json', JSON.stringify(LABELS));
    await line.write('animals.json', '["cat", "dog"]');
    const reading = ['--target-kind', 'binary', '--link', 'sigmoid'];
    const { answer } = await json(
      'threshold',
      'multi.json',
      '--names',
      'animals.json',
      '--split',
      '3',
      ...reading,
    );
    expect(answer.classes.map(({ name }: { name: string }) => name)).toEqual(['cat', 'dog']);
    // Four of eight elements were not counted.
    expect(answer).toMatchObject({ split: 3 });
    expect(answer.positives + answer.negatives).toBeLessThan(8);
  });

  it('names the classes from a file, and refuses one without names', async () => {
    await line.write('multi.json', JSON.stringify(LABELS));
    await line.write('animals.json', '["cat", "dog"]');
    await line.write('numbers.json', '[1, 2]');
    const reading = ['--target-kind', 'binary', '--link', 'sigmoid'];
    const { output } = await line.run('classes', 'multi.json', '--names', 'animals.json', ...reading);
    expect(output).toContain('Names from animals.json.');
    expect(output).toMatch(/dog +1 /);
    const { exitCode, errors } = await line.run(
      'classes',
      'multi.json',
      '--names',
      'numbers.json',
      ...reading,
    );
    expect({ exitCode, errors }).toMatchObject({ exitCode: 2 });
    expect(errors).toContain('expected names of classes');
  });

  it('says that a single sigmoid has none', async () => {
    const { exitCode, output } = await line.run('classes', 'single.json');
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: 'There are no classes to list: that takes a class axis and hard targets.\n',
    });
  });
});
