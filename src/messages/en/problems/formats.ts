import { shapeText } from '../../../format/shape-text';
import { listText } from '../words';

/** Problems that several formats have. */
export const formatProblems = {
  'empty-file': 'expected a tensor file, found an empty file (0 bytes)',
  'unknown-format': ({ formats }: { formats: readonly string[] }) =>
    `expected an ${listText(formats)} file; neither its first bytes nor its name are those of one`,
  'name-twice': ({ name }: { name: string }) =>
    `expected each name once, found a second ${JSON.stringify(name)}`,
  'header-too-long': ({ most, found }: { most: number; found: string }) =>
    `expected a header length of at most ${most} bytes, found ${found}`,
  'header-truncated': ({ expected, found }: { expected: number; found: number }) =>
    `expected a header of ${expected} bytes, but the data ends after ${found}: it is truncated`,
  'unknown-dtype': ({ dtype }: { dtype: string }) => `unknown dtype ${JSON.stringify(dtype)}`,
  'data-misfit': ({ shape, dtype, needed, found, of }: DataMisfitFacts) =>
    `shape ${shapeText(shape)} of ${dtype} needs ${needed} bytes of data, but ${found} follow the header: ` +
    `${needed > found ? `the ${of} is truncated or its header is wrong` : 'its header is wrong'}`,
  'crc-mismatch': ({ expected, found }: { expected: string; found: string }) =>
    `expected the CRC-32 ${expected}, found ${found}: the data is damaged`,
};

interface DataMisfitFacts {
  shape: readonly number[];
  dtype: string;
  /** Bytes. */
  needed: number;
  found: number;
  /** Holds the header and the data. */
  of: 'file' | 'entry';
}
