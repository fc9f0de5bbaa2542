import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { openBytes, readAll, readEverything, refusal } from './reading';

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.float({ noNaN: true }),
);
const finite = numbers.filter(Number.isFinite);
const spacing = fc.constantFrom(undefined, 1, '\t', '   ');

it('nested lists give the same numbers as JSON.parse', async () => {
  const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(shape, fc.infiniteStream(finite), spacing, async (lengths, stream, space) => {
      const text = JSON.stringify(nested(lengths, stream), null, space);
      const contents = await readEverything('a.json', text);
      expect(contents).toBeInstanceOf(Map);
      if (contents instanceof Map) {
        const values: number[] = JSON.parse(text).flat(lengths.length);
        expect(contents.get('a')).toMatchObject({ array: { shape: lengths }, values });
      }
    }),
  );
});

function nested([length, ...rest]: readonly number[], numbers: Iterator<number>): unknown {
  return length === undefined
    ? (numbers.next().value ?? 0)
    : Array.from({ length }, () => nested(rest, numbers));
}

it('fields of records and of lines are read in any order', async () => {
  const record = fc.record({ logit: finite, target: fc.nat(1), 'a "key"\n': finite });
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1 }), fc.boolean(), async (records, lines) => {
      const turned = records.map((one, index) =>
        index % 3 === 1 ? Object.fromEntries(Object.entries(one).reverse()) : one,
      );
      const text = lines ? turned.map((one) => JSON.stringify(one)).join('\n') : JSON.stringify(turned);
      const contents = await readEverything(lines ? 'a.jsonl' : 'a.json', text);
      expect(contents).toBeInstanceOf(Map);
      if (contents instanceof Map) {
        for (const key of ['logit', 'target', 'a "key"\n'] as const) {
          const values = JSON.parse(JSON.stringify(records.map((one) => one[key])));
          // Control characters are shown escaped.
          expect(contents.get(key.replace('\n', '\\n'))?.values).toEqual(values);
        }
      }
    }),
  );
});

it('a file with a changed byte is either refused or also read by JSON.parse', async () => {
  const text = '{"logits": [[0.5, -1e-3], [2, 3.25]], "targets": [true, false], "alpha": 0.25}';
  const bytes = new TextEncoder().encode(text);
  const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.integer({ min: 32, max: 126 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const mutated = bytes.slice();
      for (const { at, byte } of changes) {
        mutated[at] = byte;
      }
      const result = await readEverything('mutated.json', mutated);
      if (result instanceof TensorFileError) {
        expect(result.message).toContain('mutated.json');
      } else {
        expect(() => JSON.parse(new TextDecoder().decode(mutated))).not.toThrow();
      }
    }),
    { numRuns: 3_000 },
  );
});

it('a token across two reads of the disk is read whole', async () => {
  const readBytes = 1_048_576;
  const line = '[[-12.5e-1, NaN, -Infinity, true], [9007199254740993, 0.1, 5e-324, false]]';
  for (let shift = 0; shift <= line.length; shift += 1) {
    const text = `${' '.repeat(readBytes - shift)}${line}`;
    const contents = await readEverything('a.json', text);
    expect(contents).toBeInstanceOf(Map);
    if (contents instanceof Map) {
      expect(contents.get('a')?.values).toEqual([
        -1.25,
        Number.NaN,
        Number.NEGATIVE_INFINITY,
        1,
        9007199254740992,
        0.1,
        5e-324,
        0,
      ]);
    }
  }
});

it('numbers of a described type must fit it', async () => {
  const text = '{"dtype": "uint8", "shape": [2], "data": [255, 256]}';
  expect(await refusal('a.json', text)).toBe(
    `a.json, array "a", byte ${text.indexOf('256')}: expected a value of dtype uint8 at flat index 1, found 256`,
  );
  expect(await refusal('a.json', '{"dtype": "int64", "shape": [1], "data": [0.5]}')).toContain('found 0.5');
});

it('arrays of an object are listed in the order of the text, groups by their path', async () => {
  const text =
    '{"val": {"logits": [1], "targets": [0]}, "alpha": 0.25, "run": "baseline", "boxes": [[1], [2, 3]]}';
  const file = await openBytes('a.json', text);
  expect(file.arrays.map(({ name, shape }) => [name, shape])).toEqual([
    ['val/logits', [1]],
    ['val/targets', [1]],
    ['alpha', []],
  ]);
  expect(file.refused.map(({ error }) => error.message)).toEqual([
    `a.json, array "run", byte ${text.indexOf('"baseline"')}: expected a number, found the string "baseline"`,
    `a.json, array "boxes", byte ${text.indexOf(']]')}: expected 1 value at index [1] like in the lists before, ` +
      'found 2: the lists are ragged',
  ]);
});

it('errors in lines name the line', async () => {
  expect(await refusal('a.jsonl', '{"a": 1}\n{"a": 2}\n[3]')).toMatch(/^a\.jsonl, line 3, byte 18: /);
  expect(await refusal('a.json', '[1] [2]')).toContain('a new line after the first value');
});

it('a run of elements in the middle of an array is read', async () => {
  const file = await openBytes('a.json', JSON.stringify(Array.from({ length: 100 }, (_, index) => index)));
  const [array] = file.arrays;
  expect(array && (await readAll(file, array, { start: 10, end: 13, chunkElements: 2 }))).toEqual([
    10, 11, 12,
  ]);
});

/** The layouts of pandas' `DataFrame.to_json`, of a table whose index was shuffled. */
const LAYOUTS = {
  columns: '{"y_prob":{"7":0.5,"3":0.25},"y_true":{"7":1,"3":0}}',
  index: '{"7":{"y_prob":0.5,"y_true":1},"3":{"y_prob":0.25,"y_true":0}}',
  split: '{"columns":["y_prob","y_true"],"index":[7,3],"data":[[0.5,1],[0.25,0]]}',
  records: '[{"y_prob":0.5,"y_true":1},{"y_prob":0.25,"y_true":0}]',
};

it.each(Object.entries(LAYOUTS))('a pandas table with orient="%s" is read', async (_, text) => {
  const contents = await readEverything('table.json', text);
  expect(contents).toBeInstanceOf(Map);
  const values =
    contents instanceof Map ? ['y_prob', 'y_true'].map((name) => contents.get(name)?.values) : [];
  expect(values).toEqual([
    [0.5, 0.25],
    [1, 0],
  ]);
});

it('the rows of a pandas table with orient="table" are read', async () => {
  const text =
    '{"schema":{"fields":[{"name":"index","type":"integer"}],"pandas_version":"1.4.0"},"data":[{"index":7,"y_true":1}]}';
  const contents = await readEverything('table.json', text);
  expect(contents instanceof Map && contents.get('data/y_true')?.values).toEqual([1]);
});

it('an object of numbered groups keeps their names', async () => {
  const contents = await readEverything('folds.json', '{"0":{"logits":[1,2]},"1":{"logits":[3]}}');
  expect(contents instanceof Map && [...contents.keys()]).toEqual(['0/logits', '1/logits']);
});

it('a table with a column of text is refused with that reason', async () => {
  const contents = await readEverything('table.json', '{"name":{"0":"a.png"},"y_true":{"0":1}}');
  expect(contents instanceof Map && [...contents.keys()]).toEqual(['y_true']);
});

it('an array of texts or nulls is refused with its shape, and one without a shape without', async () => {
  const file = await openBytes(
    'a.json',
    '{"logits": [1, 2], "names": [["a", "b"], ["c", "d"], ["e", null]], "title": "run", "odd": [["a"], ["b", "c"]], "mixed": ["a", ["b"]]}',
  );
  const shapes = file.refused.map(({ name, error }) => [name, error.where.shape]);
  expect(shapes).toEqual([
    ['names', [3, 2]],
    ['title', []],
    ['odd', undefined],
    ['mixed', undefined],
  ]);
});
