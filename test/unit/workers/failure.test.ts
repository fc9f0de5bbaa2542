import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/check/input/parameter-error';
import { AmbiguousArraysError, MissingArraysError } from '../../../src/check/input/select-arrays';
import { ProblemError } from '../../../src/messages/problem-error';
import { RefusedArrayError, TensorFileError } from '../../../src/tensor/tensor-file';
import { errorOf, failureOf, failureSchema } from '../../../src/workers/failure';

/** The error that arrives on the other side of a thread's boundary. */
function sent(error: unknown): Error {
  return errorOf(v.parse(failureSchema, structuredClone(failureOf(error))));
}

const found = [
  { file: { name: 'run.npz' }, array: { name: 'scores', shape: [4, 3], dtype: 'float32' } },
  { file: { name: 'run.npz' }, array: { name: 'out', shape: [], dtype: 'float64' } },
];

const pairs = found.map((logits) => ({ logits, targets: logits }));

describe('an error from a worker', () => {
  it.each([
    new TensorFileError(
      'run.npy',
      { id: 'ends-while-read', facts: {} },
      { array: 'logits', byteOffset: 128 },
    ),
    new TensorFileError('run.npy', { id: 'no-such-file', facts: {} }),
    new RefusedArrayError('run.npz', { id: 'zip-encrypted', facts: {} }, { array: 'meta' }),
    new AmbiguousArraysError('run.npz', 'logits', found),
    new AmbiguousArraysError('run.npz', 'logits', found, pairs),
    new MissingArraysError('run.npz', 'targets', found.slice(1)),
    new ParameterError({ id: 'gamma-out-of-range', facts: { gamma: -1 } }),
    new ProblemError({ id: 'worker-crashed', facts: { end: { kind: 'exited', code: 1 } } }),
    new RangeError('no class axis'),
    new Error('a fault'),
  ])('keeps its class, message and fields: %s', (error) => {
    const received = sent(error);
    expect(received.constructor).toBe(error.constructor);
    expect(received.message).toBe(error.message);
    expect({ ...received }).toEqual({ ...error });
  });

  it('keeps the stack of a defect', () => {
    const fault = new TypeError('x is undefined');
    expect(sent(fault).stack).toBe(fault.stack);
  });

  it('describes a thrown value that is not an error', () => {
    expect(sent('out of luck').message).toBe('out of luck');
  });

  it('is sent without the open files', () => {
    const candidates = found.map(({ array }) => ({
      file: { name: 'run.npz', close: () => undefined },
      array,
    }));
    const error = new AmbiguousArraysError('run.npz', 'logits', candidates);
    expect(sent(error)).toMatchObject({ role: 'logits', candidates: found });
  });
});
