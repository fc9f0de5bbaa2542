import { shapeText } from '../../../format/shape-text';
import type { JsonFound } from '../../facts';
import { foundText } from './json';

/** Problems of safetensors files. */
export const safetensorsProblems = {
  // The header.
  'safetensors-start': ({ found }: { found: string | null }) =>
    `expected the header to begin with "{", found ${found === null ? 'an empty header' : JSON.stringify(found)}`,
  'safetensors-behind-header': 'expected nothing but spaces behind the header',
  'safetensors-object': ({ found }: { found: JsonFound }) => `expected an object, found ${foundText(found)}`,
  'safetensors-metadata': ({ found }: { found: JsonFound }) =>
    `expected __metadata__ to hold only strings, found ${foundText(found)}`,
  'safetensors-dtype': ({ found }: { found: JsonFound }) =>
    `expected dtype to be a string, found ${foundText(found)}`,
  'safetensors-integers': ({ key, found }: { key: string; found: JsonFound }) =>
    `expected ${key} to be a list of integers that are not negative, found ${foundText(found)}`,
  'safetensors-too-many-integers': ({ key, most }: { key: string; most: number }) =>
    `expected at most ${most} integers as ${key}, found more`,
  'safetensors-other-key': ({ found }: { found: string }) =>
    `expected dtype, shape and data_offsets once each, found ${JSON.stringify(found)}`,
  'safetensors-keys': ({ keys, offsets }: { keys: readonly string[]; offsets: number | null }) => {
    const found = [...keys, ...(offsets === null ? [] : [`${offsets} data_offsets`])];
    return `expected dtype, shape and two data_offsets, found ${found.join(', ') || 'none'}`;
  },

  // The arrays.
  'safetensors-no-arrays': 'expected arrays, found a safetensors file without any',
  'safetensors-dtype-refused': ({ dtype }: { dtype: string }) =>
    `expected a dtype that can be read, found ${dtype}; convert to float32 first`,
  'safetensors-span': ({ shape, dtype, needed, found }: SpanFacts) =>
    `shape ${shapeText(shape)} of ${dtype} needs ${needed === null ? 'more bytes than can be counted' : `${needed} bytes`}, but data_offsets span ${found}`,
  'safetensors-begin': ({ expected, found }: { expected: number; found: number }) =>
    `expected data_offsets to begin at ${expected}, found ${found}: the array ${found < expected ? 'overlaps the array before it' : 'leaves a hole behind the array before it'}`,
  'safetensors-end': ({ begin, end, found }: { begin: number; end: number; found: number }) =>
    `expected data_offsets to end between ${begin} and ${end}, where the data ends, found ${found}: the file is truncated or its header is wrong`,
  'safetensors-data': ({ expected, found }: { expected: number; found: number }) =>
    `expected ${expected} bytes of data behind the header, found ${found}`,
};

interface SpanFacts {
  shape: readonly number[];
  dtype: string;
  /** Bytes; null where they are too many to be counted. */
  needed: number | null;
  found: number;
}
