import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SNIPPETS } from '../../../src/snippets/catalogue';
import { CommandLine } from './command-line';

let line: CommandLine;

beforeAll(async () => {
  line = await CommandLine.create();
});

afterAll(() => line.remove());

describe('focal-loss snippet', () => {
  it('lists every snippet with what it computes', async () => {
    const { output, exitCode } = await line.run('snippet', '--list', '--json');
    const { snippets } = JSON.parse(output);
    expect(exitCode).toBe(0);
    expect(snippets).toHaveLength(SNIPPETS.length);
    expect(snippets).toContainEqual({
      ...{ id: 'pytorch-focal-loss', framework: 'pytorch', language: 'python', intention: 'loss' },
      ...{ name: 'FocalLoss', parameters: ['alpha', 'gamma'] },
      variant: { loss: 'focal', link: 'sigmoid', alpha: 'positives', reduction: 'meanOverPositives' },
    });
    const text = (await line.run('snippet', '--list')).output;
    expect(text.trimEnd().split('\n')).toHaveLength(SNIPPETS.length);
  });

  it('prints the whole file as it stands, or with other values', async () => {
    for (const { id, source } of SNIPPETS) {
      expect((await line.run('snippet', id)).output).toBe(source);
    }
    const { output } = await line.run('snippet', 'pytorch-focal-loss', '--alpha', 'none', '--gamma', '3');
    expect(output).toContain('alpha: Optional[float] = None,\n        gamma: float = 3.0,');
    const script = await line.run('snippet', 'tensorflowjs-focal-loss', '--alpha', '0.5', '--gamma', '1.5');
    expect(script.output).toContain('alpha: number | null = 0.5,\n  gamma: number = 1.5,');
  });

  it('says what cannot be printed', async () => {
    const errors = async (...words: readonly string[]) => {
      const { exitCode, errors } = await line.run('snippet', ...words);
      expect(exitCode).toBe(2);
      return errors;
    };
    expect(await errors()).toContain('snippet needs one id: pytorch-focal-loss');
    expect(await errors('pytorch-focal-los')).toContain('Did you mean pytorch-focal-loss?');
    expect(await errors('pytorch-asymmetric-loss', '--gamma', '2')).toContain('leave --gamma out');
    expect(await errors('pytorch-focal-loss', '--alpha', '2')).toContain('expected a number in (0, 1)');
  });
});
