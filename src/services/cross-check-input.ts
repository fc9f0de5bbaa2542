import * as v from 'valibot';
import { engineChoiceSchema } from '../check/report/cross-check';
import { evaluateInputSchema } from './evaluate-input';

/** Input of a cross-check: a report with its files, and the engines that there are. */
export const crossCheckInputSchema = v.object({
  /** The files of the report, by the host's names. */
  files: evaluateInputSchema.entries.files,
  /** The parts of their report that the comparison needs. */
  report: evaluateInputSchema.entries.report,
  asked: engineChoiceSchema,
  /** The bundle of TensorFlow.js that comes with the product, by the host's name. */
  script: v.string(),
  /** Paths of folders from which @tensorflow/tfjs-node is looked for, or of the package itself. */
  folders: v.array(v.string()),
  /** False where folders were left out, since their code is not trusted. */
  isTrusted: v.boolean(),
});
export type CrossCheckInput = v.InferOutput<typeof crossCheckInputSchema>;
