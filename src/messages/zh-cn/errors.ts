import { shapeText } from '../../format/shape-text';
import type { errors as english } from '../en/errors';
import type { Translated } from '../sentence';
import { codeProblems } from './problems/code';
import { fileProblems } from './problems/files';
import { foreignProblems } from './problems/foreign';
import { formatProblems } from './problems/formats';
import { inputProblems } from './problems/inputs';
import { jsonProblems } from './problems/json';
import { labelProblems } from './problems/labels';
import { npyProblems } from './problems/npy';
import { npzProblems } from './problems/npz';
import { reportProblems } from './problems/reports';
import { safetensorsProblems } from './problems/safetensors';

export const errors: Translated<typeof english> = {
  inFile: ({ file, array, shape, line, byteOffset, problem }) => {
    const place = [
      file,
      ...(array === undefined ? [] : [`数组 “${array}”${shape === undefined ? '' : ` ${shapeText(shape)}`}`]),
      ...(line === undefined ? [] : [`第 ${line} 行`]),
      ...(byteOffset === undefined ? [] : [`字节 ${byteOffset}`]),
    ];
    return `${place.join('，')}：${problem}`;
  },

  problems: {
    ...fileProblems,
    ...formatProblems,
    ...npyProblems,
    ...npzProblems,
    ...safetensorsProblems,
    ...jsonProblems,
    ...foreignProblems,
    ...inputProblems,
    ...labelProblems,
    ...reportProblems,
    ...codeProblems,
  },
};
