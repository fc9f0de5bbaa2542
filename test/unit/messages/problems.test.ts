import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../src/check/input/parameter-error';
import type { Problem } from '../../../src/messages/problem';
import { zhCn } from '../../../src/messages/zh-cn';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { errorOf, failureOf, failureSchema } from '../../../src/workers/failure';
import { pseudoMessages } from './pseudo-locale';

const sizes = { expected: 20, found: 10 };
const most = { most: 10, found: 20 };
const seven = { kind: 'literal', text: '7' } as const;
const listed = { arrays: [{ name: '1', shape: [4, 3], dtype: '32' }], more: 2 };
const shapes = { targets: [4, 2], logits: [4, 3] };

/** Every problem once, with facts. */
const PROBLEMS: { readonly [Id in Problem['id']]: Extract<Problem, { id: Id }>['facts'] } = {
  'no-printed-number': { text: 'inf' },
  'no-array-of-losses': { array: '7', arrays: ['1', '2'] },
  'no-losses-in-log': most,
  'elements-not-at-hand': { array: '7' },
  'no-code-file': { file: '7', extensions: ['1', '2'] },
  'no-notebook': { file: '7' },
  'cannot-be-replaced': { file: '7', reason: '7' },
  'changed-meanwhile': { file: 'loss.py' },
  'not-utf-8': { file: '7' },
  'no-loss-in-code': { file: '7' },
  'no-such-loss': { file: '7', name: '8', names: ['1', '2'] },
  'which-loss': { file: '7', names: ['1', '2'] },
  'no-parameter-of-loss': { name: '7', parameters: ['1', '2'] },
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
  'only-read-whole': { scheme: '5', most: 10, found: 20 },
  truncated: sizes,
  'ends-while-read': {},
  'empty-file': {},
  'unknown-format': { formats: ['1', '2', '3'] },
  'values-missing': sizes,
  'array-gone': {},
  'csv-too-large': most,
  'worker-not-started': { end: { kind: 'silent', seconds: 30 } },
  'worker-crashed': { end: { kind: 'exited', code: 1 } },

  'name-twice': { name: '7' },
  'header-too-long': { most: 10, found: '20' },
  'header-truncated': sizes,
  'unknown-dtype': { dtype: '5' },
  'data-misfit': { shape: [4, 3], dtype: '32', needed: 48, found: 20, of: 'entry' },
  'crc-mismatch': { expected: '01234567', found: '76543210' },

  'npy-magic': { start: [128, 2] },
  'npy-header-cut-off': { found: 10 },
  'npy-version': { found: '4.0' },
  'npy-keys': { found: [] },
  'npy-fortran-order': { found: '0' },
  'npy-shape': { found: '(-1,)' },
  'npy-too-many-elements': { shape: [4, 3] },
  'npy-no-dict': { found: '5' },
  'python-token': { expected: [',', ')'], found: null },
  'python-literal': { found: null },
  'python-end': { found: '5' },
  'python-too-deep': { most: 32 },
  'python-key': {},
  'python-key-twice': { key: '7' },
  'python-open-string': {},
  'python-escape': {},
  'npy-arrays-as-elements': { dtype: '5' },
  'npy-structured': { fields: ['1', '2'] },
  'npy-dtype-no-text': { dtype: '5' },
  'npy-dtype-refused': { dtype: '5', kind: 'objects' },
  'npy-byte-order': { dtype: '5' },

  'npz-no-arrays': { names: ['1', '2'], more: 3 },
  'zip-encrypted': {},
  'zip-compression': { method: 14 },
  'zip-stored-size': sizes,
  'zip-local-header': {},
  'zip-other-entry': { expected: '1', found: '2' },
  'zip-inflated-too-short': sizes,
  'zip-inflated-too-long': { expected: 20 },
  'zip-not-deflated': { reason: '5' },
  'zip-no-directory': {},
  'zip-directory-place': { size: 20, end: 100, offset: 90 },
  'zip-directory-too-large': most,
  'zip-of-several-disks': {},
  'zip64-end': {},
  'zip-no-entry': {},
  'zip-entry-too-long': most,
  'zip-sizes': { found: 10 },

  'safetensors-start': { found: null },
  'safetensors-behind-header': {},
  'safetensors-object': { found: { kind: 'list', text: '' } },
  'safetensors-metadata': { found: seven },
  'safetensors-dtype': { found: seven },
  'safetensors-integers': { key: '5', found: { kind: 'object', text: '' } },
  'safetensors-too-many-integers': { key: '5', most: 64 },
  'safetensors-other-key': { found: '5' },
  'safetensors-keys': { keys: [], offsets: 3 },
  'safetensors-no-arrays': {},
  'safetensors-dtype-refused': { dtype: '5' },
  'safetensors-span': { shape: [4, 3], dtype: '32', needed: null, found: 20 },
  'safetensors-begin': sizes,
  'safetensors-end': { begin: 10, end: 20, found: 30 },
  'safetensors-data': sizes,

  'json-utf-16': {},
  'json-expected': { expected: 'new-line', found: '5' },
  'json-token': { expected: [',', ']'], found: '5' },
  'json-cut-off': {},
  'json-open-string': {},
  'json-control-character': { byte: '09' },
  'json-escape': { reason: '5' },
  'json-too-deep': { most: 64 },
  'json-too-long': { most: 64 },
  'json-no-arrays': {},
  'json-too-many-names': { most: 64 },
  'json-mixed-lines': {},
  'json-no-record': {},
  'json-too-many-fields': { most: 64 },
  'json-field-missing': { record: 1 },
  'json-field-repeated': { record: 1 },
  'json-row-number': { found: '5' },
  'json-no-number': { index: [1], found: { kind: 'string', text: '"5"' } },
  'json-no-list': { index: [1] },
  'json-ragged': { index: [1], ...sizes },
  'json-no-data': {},
  'json-shape': {},
  'json-shape-misfit': { shape: [4, 3], found: 10 },
  'json-dtype-misfit': { dtype: '8', index: 1, found: 256 },
  'json-values-missing': { expected: 20 },

  'foreign-file': { formats: ['1', '2', '3'], kind: 'hdf5', line: '5' },
  'foreign-zip': { kind: 'pytorch', line: '5' },

  'pairs-ambiguous': { pairs: [{ logits: 'logits_train', targets: 'targets_train' }], more: 1 },
  'array-in-several-files': { role: 'logits', array: '8', files: 3 },
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
  'shapes-misfit': { ...shapes, array: '7', indices: [[4], [3]], fitSwapped: false },
  'gamma-out-of-range': { gamma: -1 },
  'alpha-out-of-range': { alpha: 2 },
  'weights-out-of-range': { alpha: [1, -1] },
  'weights-misfit': { weights: 2, channels: 3 },
  'class-names-none': {},
  'labels-none': {},
  'labels-malformed': { reason: '5' },
  'label-column-missing': { column: '1', columns: ['2', '3'] },
  'label-column-unclear': { columns: ['2', '3'] },
  'label-empty': { column: '1' },
  'label-array-missing': { array: '1', arrays: ['2', '3'] },
  'label-array-unclear': { arrays: ['2', '3'] },
  'label-not-whole': { value: '0.5', index: 3 },
  'too-many-classes': { most: 10 },
  'coco-expected': { place: '1', expected: '2' },
  'coco-unknown-category': { category: '7', annotation: 3 },
  'yolo-line': { found: '0 1' },
  'class-unknown': { found: 7, classes: 3, file: '1' },
  'mask-channels': { channels: 3 },
  'folder-without-labels': {},

  'no-json': { reason: '5' },
  'no-report': { place: null, reason: '5' },
  'no-reports-to-merge': {},
  'same-shard-twice': { shard: { position: 1, file: '1' }, otherShard: { position: 2, file: null } },
  'reports-differ': {
    shard: { position: 1, file: '1' },
    otherShard: { position: 2, file: null },
    key: '5',
    value: '1',
    otherValue: '2',
    option: '5',
  },
};

const ALL = Object.entries(PROBLEMS).map(([id, facts]) => ({ id, facts }) as Problem);

describe('a problem', () => {
  const pseudo = pseudoMessages().errors;
  const chinese = zhCn.errors;

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
