import { expect, it } from 'vitest';
import { en } from '../../../src/messages/en';
import { zhCn } from '../../../src/messages/zh-cn';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { describeTensorFile, formatInspection } from '../../../src/tensor/inspect';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import type { RandomAccessFile } from '../../../src/tensor/reading/random-access-file';
import { openBytes, readAll, refusal } from './reading';

it('the first bytes of a file decide its format under any name', async () => {
  expect((await openBytes('logits.npy', '[1, 2]')).format).toBe('json');
  expect((await openBytes('logits', '\n\n   [1, 2]')).format).toBe('json');
});

it.each([
  ['empty.npy', '', 'found an empty file (0 bytes)'],
  ['notes.txt', 'hello', 'neither its first bytes nor its name'],
  ['logits.npy', 'hello', 'expected the NPY magic'],
  ['logits.npz', 'hello', 'zip directory'],
  ['logits.safetensors', 'hello', 'truncated'],
  ['logits.json', 'hello', 'expected a value, found "hello"'],
  ['logits.json', '\ufeff', 'truncated'],
])('%s holding %j is refused', async (name, content, problem) => {
  const message = await refusal(name, content);
  expect(message).toMatch(new RegExp(`^${name.replace('.', '\\.')}`));
  expect(message).toContain(problem);
});

it('UTF-16 text is named', async () => {
  expect(await refusal('a.json', Uint8Array.of(0xff, 0xfe, 0x5b, 0))).toContain('UTF-16');
});

it('scanning JSON text reports its progress and can be stopped', async () => {
  const text = new TextEncoder().encode(`[${'1, '.repeat(1_000_000)}1]`);
  const seen: number[] = [];
  const progress = (bytes: number, total: number) => {
    expect(total).toBe(text.length);
    seen.push(bytes);
  };
  await openTensorFile(memoryFile('a.json', text), { progress });
  expect(seen.length).toBeGreaterThan(1);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  const stop = new AbortController();
  const stopped = openTensorFile(memoryFile('a.json', text), {
    signal: stop.signal,
    progress: () => stop.abort(new Error('enough')),
  });
  await expect(stopped).rejects.toThrow('enough');
});

async function inspected(file: RandomAccessFile) {
  return describeTensorFile(await openTensorFile(file));
}

it('an inspection lists what a file holds', async () => {
  const text = '{"logits": [[1.5, 2], [3, 4]], "targets": [1, 0], "note": "of epoch 3"}';
  const document = await inspected(memoryFile('run/a.json', new TextEncoder().encode(text)));
  expect(document).toMatchObject({
    schema: 'focal-loss-inspect',
    version: 1,
    format: 'json',
    arrays: [
      { name: 'logits', shape: [2, 2], dtype: 'float64', elements: 4 },
      { name: 'targets', shape: [2], dtype: 'int64' },
    ],
    refused: [{ name: 'note', reason: expect.stringContaining('"of epoch 3"') }],
  });
  expect(formatInspection(document, en)).toBe(
    [
      `run/a.json: JSON, ${text.length} B, 2 arrays`,
      '  logits   float64  (2, 2)  4 elements  18 B',
      '  targets  int64    (2,)    2 elements   6 B',
      '  note: cannot be read: expected a number, found the string "of epoch 3"',
    ].join('\n'),
  );
});

it('an inspection says in Chinese why an array cannot be read', async () => {
  const document = describeTensorFile(await openBytes('a.json', '{"logits": [1, 2], "note": [1, null]}'));
  expect(formatInspection(document, zhCn)).toContain('索引 [1] 处应为数字，实为 null；缺失的值请写为 NaN');
});

it('an inspection counts one element and one array in the singular', async () => {
  const document = await inspected(memoryFile('a.json', Uint8Array.of(0x37)));
  expect(formatInspection(document, en)).toBe('a.json: JSON, 1 B, 1 array\n  a  int64  ()  1 element  1 B');
});

it('names with control characters are shown escaped, and the arrays are read by those names', async () => {
  const file = await openBytes(
    'run\u0007.json',
    '{"\\u001b[31mlogits\\n# x\\u202e": [1, 2], "b\\u0085": "text"}',
  );
  const [array] = file.arrays;
  expect(file.name).toBe('run\\u0007.json');
  expect(array?.name).toBe('\\u001b[31mlogits\\n# x\\u202e');
  expect(array && (await readAll(file, array))).toEqual([1, 2]);
  expect(file.refused[0]?.name).toBe('b\\u0085');
  expect(file.refused[0]?.error.message).not.toMatch(/\p{Cc}/u);
});

it('a message stays short, whatever names it holds', async () => {
  const text = `{${Array.from({ length: 40 }, (_, at) => `"${'x'.repeat(100)}${at}": "text"`).join(',')}}`;
  expect((await refusal('a.json', text)).length).toBeLessThan(600);
  expect((await refusal(`${'long'.repeat(300)}.csv`, 'neither')).length).toBeLessThan(600);
});
