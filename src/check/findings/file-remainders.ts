import { counted, countText } from '../../format/count-text';
import type { FindingRule } from './evidence';

/** Several arrays in one NPY file. Other programs read only the first. */
export const joinedArrays: FindingRule = ({ inputs }) => {
  const joined = inputs.filter(({ parts }) => parts !== undefined);
  if (joined.length === 0) {
    return null;
  }
  const seen = joined.map(
    ({ array, file, parts = 1, shape }) =>
      `"${array}" in ${file} is ${countText(parts)} arrays, one after the other; their ${countText(shape[0] ?? 0)} rows were read as one.`,
  );
  return {
    id: 'joined-arrays',
    severity: 'information',
    title: 'Several arrays in one file were joined',
    seen: seen.join(' '),
    means: 'numpy.load reads the first of them alone, as often as it is called once.',
    fix: 'Collect the batches in a list and save numpy.concatenate(batches) once.',
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
    title: 'Bytes that were not read',
    seen: [...files]
      .map(([file, bytes]) => `${counted(bytes, 'byte')} of ${file} lie behind its last array.`)
      .join(' '),
    means: 'They belong to no array: the file was written twice, or its header says less than was saved.',
    fix: 'Save the array again if it should have more rows than are shown here.',
  };
};
