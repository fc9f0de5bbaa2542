import { shapeText } from '../../format/shape-text';
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

/** Errors that a person can mend: one sentence each, with what was expected and what was found. */
export const errors = {
  /** The whole line: the place, with the shape of an array that is intact but refused, and the problem. */
  inFile: (facts: {
    file: string;
    array?: string;
    shape?: readonly number[];
    line?: number;
    byteOffset?: number;
    problem: string;
  }) => {
    const shape = facts.shape === undefined ? '' : ` ${shapeText(facts.shape)}`;
    const place = [
      facts.file,
      ...(facts.array === undefined ? [] : [`array ${JSON.stringify(facts.array)}${shape}`]),
      ...(facts.line === undefined ? [] : [`line ${facts.line}`]),
      ...(facts.byteOffset === undefined ? [] : [`byte ${facts.byteOffset}`]),
    ];
    return `${place.join(', ')}: ${facts.problem}`;
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
