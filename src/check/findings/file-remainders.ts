import type { FindingRule } from './evidence';

/** Several arrays in one NPY file. Other programs read only the first. */
export const joinedArrays: FindingRule = ({ inputs }) => {
  const joined = inputs.filter(({ parts }) => parts !== undefined);
  if (joined.length === 0) {
    return null;
  }
  return {
    id: 'joined-arrays',
    severity: 'information',
    facts: {
      joined: joined.map(({ array, file, parts = 1, shape }) => ({
        array: { array, file },
        parts,
        rows: shape[0] ?? 0,
      })),
    },
  };
};

/** Bytes after the last array of a file. */
export const trailingBytes: FindingRule = ({ inputs }) => {
  const files = new Map(inputs.flatMap(({ file, trailingBytes: bytes }) => (bytes ? [[file, bytes]] : [])));
  if (files.size === 0) {
    return null;
  }
  return {
    id: 'trailing-bytes',
    severity: 'information',
    facts: { files: [...files].map(([file, bytes]) => ({ file, bytes })) },
  };
};
