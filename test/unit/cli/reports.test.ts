import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/check/report/report';
import { validateReport } from '../check/tensors';
import { CommandLine } from './command-line';

let line: CommandLine;

beforeAll(async () => {
  line = await CommandLine.create();
  await line.write('clean.json', '{"logits": [-2, 1.5, -1, 2.5, 0.3], "targets": [0, 1, 0, 1, 0]}');
  await line.write('shard.json', '{"logits": [-3, 0.5, -4], "targets": [0, 1, 0]}');
  await line.write(
    'both.json',
    '{"logits": [-2, 1.5, -1, 2.5, 0.3, -3, 0.5, -4], "targets": [0, 1, 0, 1, 0, 0, 1, 0]}',
  );
  await line.write('faulty.json', '{"logits": [-2, NaN, -1], "targets": [0, 1, 0]}');
});

afterAll(() => line.remove());

const reportOf = (output: string) => v.parse(reportSchema, JSON.parse(output));

describe('focal-loss compare', () => {
  it('prints the changed numbers and the findings of only one report', async () => {
    await line.write('before.report', (await line.run('check', 'clean.json', '--json')).output);
    await line.write('after.report', (await line.run('check', 'faulty.json', '--json')).output);
    const { exitCode, output } = await line.run('compare', 'before.report', 'after.report');
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^With the same α and γ\n/);
    // 5 logits, then 3 with one NaN among them.
    expect(output).toMatch(/^ {2}elements +5 +3 +−40 %$/m);
    expect(output).toMatch(/^ {2}not finite +0 +1 +–$/m);
    expect(output).toContain('Found in after.report only\n  error NaN or infinite values (non-finite)');
    const { output: json } = await line.run('compare', 'after.report', 'before.report', '--json');
    expect(JSON.parse(json)).toMatchObject({
      sameParameters: true,
      gone: [{ id: 'non-finite' }, { id: 'no-positives' }],
    });
  });

  it('checks files of tensors', async () => {
    const { output } = await line.run('compare', 'clean.json', 'faulty.json', '--gamma', '1', '--json');
    const reports = ['clean.json', 'faulty.json'].map((file) =>
      line.run('check', file, '--gamma', '1', '--json'),
    );
    const means = (await Promise.all(reports)).map((ran) => reportOf(ran.output).losses.focal.mean);
    const named = ({ name }: { name: string }) => name === 'focal loss, mean over valid elements';
    expect(JSON.parse(output).differences.find(named)).toMatchObject({ before: means[0], after: means[1] });
  });

  it('compares a saved report with a file, but not under another loss', async () => {
    await line.write('saved.json', (await line.run('check', 'clean.json', '--json')).output);
    expect((await line.run('compare', 'saved.json', 'clean.json')).output).toMatch(/elements +5 +5 +0 %/);
    expect(await line.run('compare', 'saved.json', 'clean.json', '--gamma', '1')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('saved.json is a saved report'),
    });
  });

  it('shows several files side by side', async () => {
    const { output } = await line.run('compare', 'clean.json', 'shard.json', 'both.json');
    expect(output).toMatch(/^ +clean\.json +shard\.json +both\.json$/m);
    expect(output).toMatch(/^ {2}elements +5 +3 +8$/m);
    const { output: json } = await line.run('compare', 'clean.json', 'shard.json', 'both.json', '--json');
    expect(JSON.parse(json)).toMatchObject({
      files: ['clean.json', 'shard.json', 'both.json'],
      quantities: expect.arrayContaining([
        expect.objectContaining({ quantity: 'elements', values: [5, 3, 8] }),
      ]),
    });
  });

  it('needs two files', async () => {
    const { exitCode, errors } = await line.run('compare', 'clean.json');
    expect(exitCode).toBe(2);
    expect(errors).toContain('compare needs two or more files');
  });
});

describe('focal-loss merge', () => {
  it('gives the report of the whole data from the reports of its parts', async () => {
    for (const part of ['clean', 'shard']) {
      await line.write(`${part}.report`, (await line.run('check', `${part}.json`, '--json')).output);
    }
    const merged = reportOf((await line.run('merge', 'clean.report', 'shard.report', '--json')).output);
    const whole = reportOf((await line.run('check', 'both.json', '--json')).output);
    validateReport(merged);
    expect(merged.counts).toEqual(whole.counts);
    expect(merged.losses.focal.sum).toBeCloseTo(whole.losses.focal.sum ?? Number.NaN, 12);
    expect(merged.calibration?.temperature).toBeCloseTo(whole.calibration?.temperature ?? Number.NaN, 9);
    expect(merged.inputs.map(({ file }) => file)).toEqual([
      'clean.json',
      'clean.json',
      'shard.json',
      'shard.json',
    ]);
  });

  it('refuses reports with different parameters', async () => {
    await line.write('one.report', (await line.run('check', 'clean.json', '--json')).output);
    await line.write('two.report', (await line.run('check', 'shard.json', '--json', '--gamma', '1')).output);
    const { exitCode, errors } = await line.run('merge', 'one.report', 'two.report');
    expect(exitCode).toBe(2);
    expect(errors).toContain('differs from report 1 (of clean.json) in gamma (1, not 2)');
  });

  it('refuses the same shard twice, under another name too', async () => {
    const { output } = await line.run('check', 'clean.json', '--json');
    await line.write('one.report', output);
    await line.write('copy.report', output.replaceAll('clean.json', 'copy.json'));
    for (const other of ['one.report', 'copy.report']) {
      const { exitCode, errors } = await line.run('merge', 'one.report', other);
      expect(exitCode).toBe(2);
      expect(errors).toContain('holds the same examples as report 1 (of clean.json)');
    }
  });

  it('refuses a file that is not a report', async () => {
    const { exitCode, errors } = await line.run('merge', 'clean.json');
    expect(exitCode).toBe(2);
    expect(errors).toContain('clean.json: expected a focal-loss-report of version 1');
  });
});
