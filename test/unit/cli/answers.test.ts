import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandLine } from './command-line';

let line: CommandLine;

/** Two positives of eight; the scores of both are the highest but one. */
const DATA = '{"logits": [-3, -2, -1.5, -1, -0.5, 0.2, 0.4, 1], "targets": [0, 0, 0, 0, 0, 1, 0, 1]}';

beforeAll(async () => {
  line = await CommandLine.create();
  await line.write('data.json', DATA);
  await line.write('inverted.json', INVERTED);
  await line.write('none.json', '{"logits": [-3, -2], "targets": [0, 0]}');
  await line.write('classes.json', '{"logits": [[2, 0, 1], [0, 3, 1], [1, 2, 4]], "targets": [0, 1, 2]}');
  await line.write('pictures/tags.json', TAGS);
  await line.write('pictures/classes.txt', 'cat\ndog\n');
  await line.write('labels.json', '[0, 1, 1, 2]');
  await line.write('labels.csv', 'id,label\n1,cat\n2,dog\n3,\n');
  await line.write(
    'coco.json',
    '{"categories": [{"id": 1, "name": "car"}, {"id": 2, "name": "bus"}], "annotations": [{"category_id": 1}]}',
  );
});

afterAll(() => line.remove());

/** Four rows with two labels: three have the first, one the second. */
const TAGS = '{"logits": [[2, -1], [1, 1], [3, -2], [-1, 0]], "targets": [[1, 0], [1, 1], [1, 0], [0, 0]]}';

/** −4.975 to 4.975, in no order. */
const SCORES = Array.from({ length: 200 }, (_, at) => (((at * 73) % 200) - 99.5) / 20);
/** A positive for each score below 0: the wrong way round. */
const INVERTED = JSON.stringify({ logits: SCORES, targets: SCORES.map((score) => Number(score < 0)) });

async function json(...words: readonly string[]) {
  const { exitCode, output, errors } = await line.run(...words, '--json');
  return { exitCode, errors, answer: JSON.parse(output) };
}

describe('focal-loss threshold', () => {
  it('finds the cut of best F1 in tensors, and the same in their saved report', async () => {
    const { exitCode, answer } = await json('threshold', 'data.json', '--miss-cost', '3');
    expect(exitCode).toBe(0);
    expect(answer).toMatchObject({
      schema: 'focal-loss-thresholds',
      positives: 2,
      negatives: 6,
      missCost: 3,
    });
    const best = answer.rows.find(({ wish }: { wish: string }) => wish === 'best-f1');
    // Both positives and one false alarm: 2 · 2 / (2 + 3).
    expect(best).toMatchObject({ found: 2, falseAlarms: 1, reached: { value: 0.8 } });
    const { output } = await line.run('check', 'data.json', '--json');
    await line.write('report.json', output);
    expect((await json('threshold', 'report.json', '--miss-cost', '3')).answer).toEqual(answer);
  });

  it('says that there is none without positives', async () => {
    const { exitCode, output } = await line.run('threshold', 'none.json');
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: 'There are no positives: there is nothing to choose a threshold by.\n',
    });
  });

  it('prints a table', async () => {
    const { output } = await line.run('threshold', 'data.json');
    expect(output).toContain('best F1');
    expect(output).toContain('a miss costs 10 false alarms');
  });

  it('refuses a precision above 1', async () => {
    const { exitCode, errors } = await line.run('threshold', 'data.json', '--precision', '2');
    expect({ exitCode, errors }).toEqual({
      exitCode: 2,
      errors: 'focal-loss: --precision is "2": expected a number in (0, 1].\n',
    });
  });
});

describe('focal-loss meaning', () => {
  it('says what scores stand for', async () => {
    const { answer } = await json('meaning', '0.5', '0', '1', '--alpha', '0.25', '--gamma', '2');
    // At one half both gradients are equal, so that the odds are (1 − α) : α.
    expect(answer.scores.map(({ probability }: { probability: number }) => probability)).toEqual([
      expect.closeTo(0.75, 12),
      0,
      1,
    ]);
    expect(answer.check).toBeNull();
  });

  it('undoes a positive weight', async () => {
    const { answer } = await json('meaning', '0.5', '--alpha', 'none', '--gamma=0', '--pos-weight', '3');
    expect(answer.scores[0].probability).toBeCloseTo(0.25, 12);
  });

  it('moves to another share of positives', async () => {
    // The odds of 0.5 are 1, and those of the shares 1/4 and 1/9.
    const { answer } = await json(
      'meaning',
      '0.5',
      '--alpha',
      'none',
      '--gamma',
      '0',
      '--prevalence',
      '0.2:0.1',
    );
    expect(answer.scores[0].probability).toBeCloseTo(4 / 13, 12);
  });

  it('refuses a share of positives that is none', async () => {
    const { exitCode, errors } = await line.run('meaning', '0.5', '--prevalence', '0.2');
    expect(exitCode).toBe(2);
    expect(errors).toContain('--prevalence is "0.2": expected two shares between 0 and 1');
  });

  it('undoes nothing without α and γ', async () => {
    const { output } = await line.run('meaning', '0.5', '--alpha', 'none', '--gamma', '0');
    expect(output).toContain('Without α and γ there is nothing to undo');
    expect(output).not.toContain('no proper loss');
  });

  it('has no scores of a single class in a softmax, but its map as code', async () => {
    const { answer } = await json('meaning', '0.5', 'classes.json', '--alpha', '1,2,3');
    expect(answer).toMatchObject({ link: 'softmax', alpha: [1, 2, 3], scores: [], marks: [], check: null });
    expect(answer.code.map(({ label }: { label: string }) => label)).toEqual([
      'NumPy',
      'PyTorch',
      'TypeScript',
    ]);
    const { output } = await line.run('meaning', 'classes.json');
    expect(output).toContain('no single curve shows it');
    expect(output).toContain('def probabilities_of(logits, gamma=2, alpha=1):');
  });

  it('tries the map on a file', async () => {
    const { answer } = await json('meaning', 'data.json', '--gamma', '1');
    expect(answer).toMatchObject({ gamma: 1, alpha: 0.25, check: { prior: 0.25 } });
    const { output } = await line.run('meaning', 'data.json');
    expect(output).toContain('always the share of positives');
  });
});

describe('focal-loss effect', () => {
  it('sets the losses side by side', async () => {
    const { answer } = await json('effect', 'data.json', '--alpha', 'none', '--gamma', '0');
    expect(answer.effect.gradientRatio).toBe(1);
    const { output } = await line.run('effect', 'data.json');
    expect(output).toContain('FL, γ = 2, α = 0.25');
  });
});

describe('focal-loss choose', () => {
  it('balances the logits of a file', async () => {
    const { answer } = await json('choose', 'data.json', '--gamma', '0');
    expect(answer).toMatchObject({ schema: 'focal-loss-choice', binary: { positives: 2, negatives: 6 } });
    expect(answer.balance.gamma).toBe(0);
    const again = await json(
      'choose',
      'data.json',
      '--gamma',
      '0',
      '--alpha',
      String(answer.balance.balancedAlpha),
    );
    expect(again.answer.balance.positiveShare).toBeCloseTo(0.5, 10);
  });

  it('counts typed classes, and takes the second of two for the positive one', async () => {
    const { answer } = await json('choose', '--counts', 'cat=30,dog=10');
    expect(answer.binary).toMatchObject({ positiveClass: 'dog', alphaFromCounts: 0.75, positiveWeight: 3 });
    expect(answer.classes.map(({ weights }: { weights: { inverse: number } }) => weights.inverse)).toEqual([
      0.5, 1.5,
    ]);
  });

  it('counts labels without logits', async () => {
    const { answer } = await json('choose', 'labels.json');
    expect(answer.classes.map(({ count }: { count: number }) => count)).toEqual([1, 2, 1]);
    const { output } = await line.run('choose', 'labels.json');
    expect(output).toMatch(/^3 classes with 1 to 2 examples each/);
  });

  it('names classes by a file, also those that have no examples', async () => {
    await line.write('names.txt', 'car\nbus\ntram\nship\n');
    const { answer } = await json('choose', 'labels.json', '--names', 'names.txt');
    expect(answer.emptyClasses).toEqual(['ship']);
    await line.write('few.txt', 'car\nbus\n');
    const { exitCode, errors } = await line.run('choose', 'labels.json', '--names', 'few.txt');
    expect(exitCode).toBe(2);
    expect(errors).toContain('found class 2, but few.txt names 2 classes');
  });

  it('weighs the positives of each label by the rows without it, and names it', async () => {
    const { answer } = await json('choose', 'pictures/tags.json', '--link', 'sigmoid');
    expect(answer.classes).toMatchObject([
      { name: 'cat', count: 3, positiveWeight: expect.closeTo(1 / 3, 12) },
      { name: 'dog', count: 1, positiveWeight: 3 },
    ]);
  });

  it('has no weights where a class has no examples', async () => {
    const { exitCode, output } = await line.run('choose', 'coco.json');
    expect(exitCode).toBe(1);
    expect(output).toContain('There are no weights, because a class has no examples: bus.');
  });

  it('names the line of a label that is missing', async () => {
    const { exitCode, errors } = await line.run('choose', 'labels.csv');
    expect(exitCode).toBe(2);
    expect(errors).toBe(
      'focal-loss: labels.csv, line 4: expected a label in column "label", found an empty cell\n',
    );
  });

  it('says that a beta is too small to matter', async () => {
    const { output } = await line.run('choose', '--counts', '5000,4000,3000', '--beta', '0.9');
    expect(output).toContain('β = 0.9 is too small to matter');
  });

  it('refuses counts that are none', async () => {
    const { exitCode, errors } = await line.run('choose', '--counts', 'many');
    expect(exitCode).toBe(2);
    expect(errors).toContain('--counts is "many"');
  });
});

describe('an answer from predictions and targets that do not belong together', () => {
  const WARNING =
    'focal-loss: Predictions and targets do not seem to belong together ("Labels or scores are the wrong way round"), and an answer from them would mislead.\n';

  it.each(['threshold', 'meaning', 'effect', 'choose', 'classes'])(
    'of focal-loss %s warns',
    async (command) => {
      const { errors, answer } = await json(command, 'inverted.json');
      expect(errors).toBe(WARNING);
      expect(answer.unmatchedTargets).toMatchObject({ id: 'unmatched-targets', severity: 'error' });
      expect((await line.run(command, 'inverted.json')).errors).toBe(WARNING);
    },
  );

  it('is the only one that warns', async () => {
    for (const words of [
      ['threshold', 'data.json'],
      ['meaning', '0.5'],
      ['choose', 'labels.json'],
    ]) {
      const { errors, answer } = await json(...words);
      expect({ errors, unmatchedTargets: answer.unmatchedTargets }).toEqual({
        errors: '',
        unmatchedTargets: null,
      });
    }
  });
});
