import * as v from 'valibot';
import { ParameterError } from '../check/input/parameter-error';
import { AmbiguousArraysError, type ArrayCandidate, MissingArraysError } from '../check/input/select-arrays';
import { errors as english } from '../messages/en/errors';
import type { Problem } from '../messages/problem';
import { ProblemError } from '../messages/problem-error';
import type { FailureCodec } from '../protocol/requests';
import { RefusedArrayError, TensorFileError } from '../tensor/tensor-file';

/** An id of a sentence and its facts; that they fit, the compiler has seen to where the error was made. */
const problemSchema = v.custom<Problem>(
  (value) =>
    v.is(v.object({ id: v.string(), facts: v.record(v.string(), v.unknown()) }), value) &&
    Object.hasOwn(english.problems, value.id),
);

const placeEntries = {
  file: v.string(),
  found: problemSchema,
  where: v.object({
    array: v.exactOptional(v.string()),
    line: v.exactOptional(v.number()),
    byteOffset: v.exactOptional(v.number()),
    shape: v.exactOptional(v.pipe(v.array(v.number()), v.readonly())),
  }),
};

const candidateSchema = v.object({
  file: v.object({ name: v.string() }),
  array: v.object({ name: v.string(), shape: v.array(v.number()), dtype: v.string() }),
});

const selectionEntries = {
  file: v.string(),
  role: v.picklist(['logits', 'targets']),
  arrays: v.array(candidateSchema),
};

const faultEntries = { message: v.string(), stack: v.exactOptional(v.string()) };

/** A failure of work as a message carries it: an error that is sent to another thread loses its class. */
export const failureSchema = v.variant('kind', [
  v.object({ kind: v.literal('tensorFile'), ...placeEntries }),
  v.object({ kind: v.literal('refusedArray'), ...placeEntries }),
  v.object({
    kind: v.literal('ambiguousArrays'),
    ...selectionEntries,
    pairs: v.array(v.object({ logits: candidateSchema, targets: candidateSchema })),
  }),
  v.object({ kind: v.literal('missingArrays'), ...selectionEntries }),
  v.object({ kind: v.literal('parameter'), found: problemSchema }),
  v.object({ kind: v.literal('problem'), found: problemSchema }),
  v.object({ kind: v.literal('range'), ...faultEntries }),
  v.object({ kind: v.literal('other'), ...faultEntries }),
]);

export type Failure = v.InferOutput<typeof failureSchema>;

/** Turns an error into a message, from which `errorOf` makes the same error in the other thread. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AmbiguousArraysError) {
    const { file, role, candidates, pairs } = error;
    return {
      kind: 'ambiguousArrays',
      ...selectionOf(file, role, candidates),
      pairs: pairs.map(({ logits, targets }) => ({ logits: namesOf(logits), targets: namesOf(targets) })),
    };
  }
  if (error instanceof MissingArraysError) {
    return { kind: 'missingArrays', ...selectionOf(error.file, error.role, error.candidates) };
  }
  if (error instanceof TensorFileError) {
    const kind = error instanceof RefusedArrayError ? 'refusedArray' : 'tensorFile';
    return { kind, file: error.file, found: error.found, where: error.where };
  }
  if (error instanceof ProblemError) {
    return { kind: error instanceof ParameterError ? 'parameter' : 'problem', found: error.found };
  }
  if (!(error instanceof Error)) {
    return { kind: 'other', message: String(error) };
  }
  const stack = error.stack === undefined ? {} : { stack: error.stack };
  return { kind: error instanceof RangeError ? 'range' : 'other', message: error.message, ...stack };
}

/** An error of the class and with the message that the work failed with. */
export function errorOf(failure: Failure): Error {
  switch (failure.kind) {
    case 'tensorFile':
      return new TensorFileError(failure.file, failure.found, failure.where);
    case 'refusedArray':
      return new RefusedArrayError(failure.file, failure.found, failure.where);
    case 'ambiguousArrays':
      return new AmbiguousArraysError(failure.file, failure.role, failure.arrays, failure.pairs);
    case 'missingArrays':
      return new MissingArraysError(failure.file, failure.role, failure.arrays);
    case 'parameter':
      return new ParameterError(failure.found);
    case 'problem':
      return new ProblemError(failure.found);
    case 'range':
      return withStack(new RangeError(failure.message), failure.stack);
    case 'other':
      return withStack(new Error(failure.message), failure.stack);
  }
}

/** Errors keep their class and fields on their way between threads. */
export const FAILURES: FailureCodec = {
  encode: failureOf,
  decode: (failure) => errorOf(v.parse(failureSchema, failure)),
};

function selectionOf(
  file: string,
  role: AmbiguousArraysError['role'],
  arrays: AmbiguousArraysError['candidates'],
) {
  return { file, role, arrays: arrays.map(namesOf) };
}

/** Keeps only the names and the type of an array: the open file cannot be sent. */
function namesOf({ file, array }: ArrayCandidate): v.InferOutput<typeof candidateSchema> {
  return {
    file: { name: file.name },
    array: { name: array.name, shape: [...array.shape], dtype: array.dtype },
  };
}

/** Keeps the stack of the worker, which shows where a defect happened. */
function withStack<Fault extends Error>(error: Fault, stack: string | undefined): Fault {
  if (stack !== undefined) {
    error.stack = stack;
  }
  return error;
}
