import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/check/report/report';
import { validateReport } from '../check/tensors';
import { writeZeros } from '../tensor/zeros-file';
import { CommandLine } from './command-line';

let line: CommandLine;

beforeAll(async () => {
  line = await CommandLine.create();
  await line.write('clean.json', '{"logits": [-2, 1.5, -1, 2.5, 0.3], "targets": [0, 1, 0, 1, 0]}');
  await line.write('faulty.json', '{"logits": [-2, NaN, -1], "targets": [0, 1, 0]}');
  await line.write('logits.json', '{"logits": [-2, 1, -1]}');
  await line.write('words.json', '{"logits": ["a", "b"], "targets": [0, 1]}');
  await line.write('mismatch.json', '{"logits": [[1, 2, 3], [4, 5, 6]], "targets": [0, 1, 0, 1]}');
  await line.write('labels.json', '[0, 1, 0]');
});

afterAll(() => line.remove());

const reportOf = (output: string) => v.parse(reportSchema, JSON.parse(output));

describe('focal-loss check', () => {
  it('prints only the report with --json and exits with 0 when there is no finding of severity error', async () => {
    const { exitCode, output, errors } = await line.run(
      'check',
      'clean.json',
      '--json',
      '--alpha',
      'none',
      '--gamma',
      '1',
    );
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    validateReport(JSON.parse(output));
    expect(reportOf(output)).toMatchObject({
      schema: 'focal-loss-report',
      version: 1,
      inputs: [{ role: 'logits', file: 'clean.json', array: 'logits', shape: [5] }, { role: 'targets' }],
      parameters: { alpha: null, gamma: 1 },
      counts: { elements: 5, positives: 2, negatives: 3 },
    });
  });

  it('runs a loss of the code on the tensors, and says which there are', async () => {
    const loss = `import torch
import torch.nn.functional as F

def focal_loss(inputs, targets, alpha=0.25, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
    return ((alpha * targets + (1 - alpha) * (1 - targets)) * (1 - torch.exp(-ce)) ** gamma * ce).sum()
`;
    await line.write('loss.py', loss);
    const code = 'loss.py::focal_loss(alpha=0.5)';
    const { output } = await line.run('check', 'clean.json', '--json', '--alpha', '0.5', '--code', code);
    validateReport(JSON.parse(output));
    expect(reportOf(output).code).toMatchObject({
      file: 'loss.py',
      name: 'focal_loss',
      line: 4,
      outcome: { kind: 'computed', comparison: { kind: 'agrees' } },
    });
    const asText = await line.run('check', 'clean.json', '--code', 'loss.py');
    expect(asText.output).toContain('focal_loss of the code (loss.py, line 4)');
    const missing = await line.run('check', 'clean.json', '--code', 'loss.py::FocalLoss');
    expect(missing).toMatchObject({ exitCode: 2 });
    expect(missing.errors).toContain('found: focal_loss');
    const elsewhere = await line.run('effect', 'clean.json', '--code', 'loss.py');
    expect(elsewhere).toMatchObject({ exitCode: 2 });
    expect(elsewhere.errors).toContain('--code');
  });

  it('compares the loss with TensorFlow.js, the native one where a process of its own gives an answer', async () => {
    const own = await line.run('check', 'clean.json', '--json', '--engine', 'wasm');
    expect(own.errors).toBe('');
    validateReport(JSON.parse(own.output));
    expect(reportOf(own.output).crossCheck).toMatchObject({
      asked: 'wasm',
      engine: { package: '@tensorflow/tfjs-core', backend: 'cpu', snippet: 'tensorflowjs-focal-loss' },
      why: { kind: 'chosen' },
      values: 5,
      agrees: true,
    });
    const asText = await line.run('check', 'clean.json', '--cross-check', '--engine', 'wasm');
    expect(asText.output).toContain('on 5 logits.');
    const whyNot = async (folder: string, version: string, code: string): Promise<unknown> => {
      await line.write(`${folder}/package.json`, JSON.stringify({ name: '@tensorflow/tfjs-node', version }));
      await line.write(`${folder}/index.js`, code);
      const { output } = await line.run('check', 'clean.json', '--json', '--tfjs-node', folder);
      const { crossCheck } = reportOf(output);
      expect(crossCheck).toMatchObject({ engine: { backend: 'cpu' }, agrees: true });
      return crossCheck?.why;
    };
    expect(await whyNot('broken', '4.22.0', 'throw new Error("no addon")')).toMatchObject({
      kind: 'failed',
      failure: { kind: 'exception', message: 'no addon' },
    });
    expect(await whyNot('crashing', '4.22.0', 'process.exit(7)')).toMatchObject({
      failure: { kind: 'exited', code: 7 },
    });
    expect(await whyNot('killed', '4.22.0', 'process.kill(process.pid, "SIGKILL")')).toMatchObject({
      failure: { kind: 'exited', signal: 'SIGKILL' },
    });
    expect(await whyNot('old', '3.21.0', '')).toMatchObject({
      failure: { kind: 'oldVersion', version: '3.21.0' },
    });
    const other = await line.run('check', 'clean.json', '--engine', 'webgpu');
    expect(other).toMatchObject({ exitCode: 2 });
    expect(other.errors).toContain('auto, wasm, tfjs-node');
  });

  it('exits with 1 when a finding is an error', async () => {
    const { exitCode, output } = await line.run('check', 'faulty.json', '--json');
    expect(exitCode).toBe(1);
    expect(reportOf(output).findings.map(({ id }) => id)).toContain('non-finite');
  });

  it('prints a summary without colours when it is not a terminal', async () => {
    const { output } = await line.run('check', 'clean.json');
    expect(output).toContain('focal loss');
    expect(output).toContain('5 elements: 2 positives, 3 negatives');
    expect(output.includes('\u001b')).toBe(false);
  });

  it('finds the file of targets by its name', async () => {
    const { exitCode, output } = await line.run('check', 'logits.json', '--targets', 'labels.json', '--json');
    expect(exitCode).toBe(0);
    expect(reportOf(output).inputs[1]).toMatchObject({
      role: 'targets',
      file: 'labels.json',
      array: 'labels',
    });
  });

  it('accepts negative values of options', async () => {
    const { output } = await line.run('check', 'clean.json', '--json', '--ignore-index', '-100');
    expect(reportOf(output).interpretation.ignoreIndex).toBe(-100);
  });

  it('takes the name that the mean over those not left out once had', async () => {
    const { output } = await line.run('check', 'clean.json', '--json', '--reduction', 'meanOverNotIgnored');
    const { parameters, reducedLoss, losses } = reportOf(output);
    expect(parameters.reduction).toBe('mean');
    expect(reducedLoss).toBe(losses.focal.mean);
  });

  it('writes an HTML page and Markdown', async () => {
    await line.run('check', 'faulty.json', '--html', 'report.html', '--markdown', 'report.md');
    const page = await readFile(line.path('report.html'), 'utf8');
    expect(page).toContain('NaN or infinite values');
    expect(page).not.toMatch(/<script|<link|src=|https?:/);
    expect(await readFile(line.path('report.md'), 'utf8')).toContain('### NaN or infinite values');
  });

  it('prints no error when the reader of its output closes the pipe', async () => {
    expect(await line.runUnread('check', 'clean.json', '--json')).toBe('');
  });

  // Windows has no such signal.
  if (process.platform !== 'win32') {
    it('ends on Ctrl+C during a check', async () => {
      await writeZeros(line.path('large_logits.npy'), '<f4', 2_000_000_000);
      await writeZeros(line.path('large_targets.npy'), '|u1', 2_000_000_000);
      expect(await line.interrupt(1000, 'check', 'large_logits.npy')).toBe('SIGINT');
    });
  }

  it.each([
    [[], /check needs a file/],
    [['nowhere.npy'], /nowhere\.npy: there is no such file/],
    [['clean.json', '--gama', '2'], /there is no option --gama\. Did you mean --gamma\?/],
    [['clean.json', '-g', '2'], /there is no option -g\./],
    [['clean.json', '--gamma'], /--gamma needs a value/],
    [['clean.json', '--gamma', '--json'], /--gamma needs a value/],
    [['clean.json', '--json=yes'], /--json takes no value/],
    [['clean.json', '--gamma', 'two'], /--gamma is "two": expected a number/],
    [['clean.json', '--gamma', '-1'], /gamma is -1: expected a number from 0 up/],
    [['clean.json', '--alpha', '1.5'], /alpha is 1\.5: expected a number from 0 to 1/],
    [['clean.json', '--reduction', 'average'], /expected none, sum, mean/],
    [['clean.json', '--targets', 'labls'], /there is no array "labls"/],
    [['logits.json'], /logits\.json: expected logits and targets, found no targets among "logits" \(3,\)/],
    [['words.json'], /words\.json.*"logits"/],
    [
      ['mismatch.json'],
      /mismatch\.json, array "targets": shape \(4,\) does not fit the logits "logits" of shape \(2, 3\)/,
    ],
  ])('refuses %j with one line and exit code 2', async (words, message) => {
    const { exitCode, output, errors } = await line.run('check', ...words);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toMatch(message);
    expect(errors.trimEnd()).not.toContain('\n');
  });
});

describe('a report that cannot be written', () => {
  it('is refused before it is computed', async () => {
    const { exitCode, output, errors } = await line.run(
      'check',
      'clean.json',
      '--html',
      'nowhere/report.html',
    );
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toMatch(/^focal-loss: nowhere\/report\.html cannot be written \(ENOENT/);
  });
});

describe('focal-loss', () => {
  it('inspects a file', async () => {
    const { exitCode, output } = await line.run('inspect', 'clean.json', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      format: 'json',
      arrays: [{ name: 'logits', shape: [5] }, {}],
    });
  });

  it('inspects the other files if one cannot be read', async () => {
    await line.write('cut.json', '{"logits": [1, 2');
    const { exitCode, output, errors } = await line.run('inspect', 'cut.json', 'clean.json', '--json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(output)).toMatchObject([{ file: 'clean.json' }]);
    expect(errors).toBe(
      'focal-loss: cut.json, byte 16: expected the rest of the value, found the end: the text is truncated\n',
    );
  });

  it('fits its lines into the terminal that COLUMNS describes', async () => {
    for (const words of [['--help'], ['check', 'clean.json'], ['compare', 'clean.json', 'faulty.json']]) {
      const { output } = await line.runIn({ COLUMNS: '50' }, ...words);
      const widest = Math.max(...output.split('\n').map(({ length }) => length));
      expect(widest, words.join(' ')).toBeLessThanOrEqual(50);
    }
  });

  it('says how it is used if nothing is asked, with exit code 2', async () => {
    const { exitCode, output, errors } = await line.run();
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toBe((await line.run('-h')).output);
  });

  it('prints its help and refuses unknown commands', async () => {
    expect(await line.run('--help')).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('focal-loss check'),
    });
    expect((await line.run('--version')).output).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await line.run('chek')).toMatchObject({
      exitCode: 2,
      output: '',
      errors: expect.stringContaining('Did you mean check?'),
    });
  });
});
