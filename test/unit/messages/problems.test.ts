import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/check/input/parameters';
import { messagesIn } from '../../../src/messages/messages';
import type { Problem } from '../../../src/messages/problem';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { errorOf, failureOf, failureSchema } from '../../../src/workers/failure';
import { pseudoMessages } from './pseudo-locale';

const sizes = { expected: 20, found: 10 };
const listed = { arrays: [{ name: '1', shape: [4, 3], dtype: '32' }], more: 2 };
const shapes = { targets: [4, 2], logits: [4, 3] };

/** Every problem once, with facts. */
const PROBLEMS: { readonly [Id in Problem['id']]: Extract<Problem, { id: Id }>['facts'] } = {
  'no-such-file': {},
  'no-such-folder': {},
  'permissions-forbid': {},
  'system-forbids': {},
  'folder-for-file': {},
  'other-for-file': {},
  'too-many-open': {},
  'disk-error': {},
  'cannot-be-read': { reason: '5' },
  'size-changed': { before: 20, now: 10 },
  changed: {},
  'deleted-or-replaced': {},
  'changed-or-went-away': { reason: '5' },
  truncated: sizes,
  'empty-file': {},
  'unknown-format': { formats: ['1', '2', '3'] },
  'values-missing': sizes,
  'arrays-ambiguous': { role: 'logits', ...listed },
  'arrays-missing': { role: 'targets', ...listed },
  'array-unknown': { role: 'targets', array: '7', ...listed },
  'too-many-values': { most: 1, found: 2 },
  'targets-only-indices': { ...shapes, chosen: 'soft' },
  'class-axis-needed': { ...shapes, axis: 1 },
  'class-axis-misfit': { ...shapes, axis: 1 },
  'no-class-indices': { targets: [4, 3] },
  'no-class-axis': { shape: [4] },
  'no-such-axis': { axis: 2, shape: [4, 3] },
  'no-such-background': { index: 3, classes: 3 },
  'shapes-misfit': { ...shapes, array: '7', indices: [[4], [3]] },
  'gamma-out-of-range': { gamma: -1 },
  'alpha-out-of-range': { alpha: 2 },
  'weights-out-of-range': { alpha: [1, -1] },
  'weights-misfit': { weights: 2, channels: 3 },
};

const ALL = Object.entries(PROBLEMS).map(([id, facts]) => ({ id, facts }) as Problem);

describe('a problem', () => {
  const pseudo = pseudoMessages().errors;
  const chinese = messagesIn('zh-cn').errors;

  it.each(ALL)('$id takes all its words from the messages', (problem) => {
    const where = { array: '2', byteOffset: 3 };
    expect(new TensorFileError('1', problem, where).text(pseudo)).not.toMatch(/[A-Za-z]/);
  });

  it.each(ALL)('$id is Chinese throughout in Chinese', (problem) => {
    const text = new TensorFileError('run.npz', problem, { array: 'logits', byteOffset: 3 }).text(chinese);
    expect(text).toMatch(/^run\.npz，数组 “logits”，字节 3：.*\p{Script=Han}/u);
    expect(text).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
    expect(text).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
  });

  it.each(ALL)('$id keeps its facts on the way between threads', (problem) => {
    for (const error of [new TensorFileError('run.npz', problem), new ParameterError(problem)]) {
      const received = errorOf(v.parse(failureSchema, structuredClone(failureOf(error))));
      expect(received.message).toBe(error.message);
      expect(received).toMatchObject({ found: problem });
    }
  });

  it('of an unknown id does not parse', () => {
    const failure = { kind: 'parameter', found: { id: 'no-such-problem', facts: {} } };
    expect(v.is(failureSchema, failure)).toBe(false);
  });
});
