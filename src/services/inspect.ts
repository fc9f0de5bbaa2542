import * as v from 'valibot';
import { describeTensorFile, type InspectDocument } from '../tensor/inspect';
import { TensorFileError } from '../tensor/tensor-file';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

const inspectInputSchema = v.object({ files: v.array(v.string()) });

/** The content of the files in their given order, and the errors of files that cannot be read. */
export interface Inspection {
  readonly documents: readonly InspectDocument[];
  readonly failures: readonly TensorFileError[];
}

/** Lists the arrays of files without reading their data. An unreadable file does not stop the others. */
export const inspect: Service<TensorHost, v.InferOutput<typeof inspectInputSchema>, Inspection> = {
  input: inspectInputSchema,
  async run(host, { files }) {
    const documents: InspectDocument[] = [];
    const failures: TensorFileError[] = [];
    for (const file of files) {
      try {
        await withTensorFiles(host, [file], async (opened) => {
          documents.push(...[...opened.values()].map(describeTensorFile));
        });
      } catch (error) {
        if (!(error instanceof TensorFileError)) {
          throw error;
        }
        failures.push(error);
      }
    }
    return { documents, failures };
  },
};
