import { describe, expect, it } from 'vitest';
import { evaluated } from './evaluations';
import { BINARY, SIGMOID } from './losses';

describe('a loss of the code that has no value', () => {
  it('says what it raises, with class, message and line', async () => {
    const code = SIGMOID.replace('bce = F', "raise ValueError('no such batch')\n        bce = F");
    const { outcome } = await evaluated({ arrays: BINARY, code });
    expect(outcome).toEqual({ kind: 'raised', className: 'ValueError', message: 'no such batch', line: 11 });
  });

  it('says where it is not understood', async () => {
    const code = SIGMOID.replace('bce = F', 'waves = torch.fft.fft(inputs)\n        bce = F');
    const { outcome } = await evaluated({ arrays: BINARY, code });
    expect(outcome).toMatchObject({ kind: 'notUnderstood', line: 11 });
  });

  it('is not run in a file that no person wrote', async () => {
    const code = `${SIGMOID}${'# '.padEnd(100, 'x')}\n`.padEnd(600_000, '\n');
    const { outcome } = await evaluated({ arrays: BINARY, code });
    expect(outcome).toEqual({ kind: 'notUnderstood', reason: { kind: 'fileSize' }, line: null });
  });

  it('ends where it takes too many steps', async () => {
    const code = SIGMOID.replace('bce = F', 'while True:\n            inputs = inputs + 0\n        bce = F');
    const { outcome } = await evaluated({ arrays: BINARY, code });
    expect(outcome).toMatchObject({ kind: 'notUnderstood', line: expect.any(Number) });
  });
});
