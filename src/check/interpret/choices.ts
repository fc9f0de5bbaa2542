import * as v from 'valibot';
import { interpretationSchema } from '../report/report';

const { input, link, targets, classAxis, backgroundClass, ignoreIndex } = interpretationSchema.entries;

/** The user's choices. A missing choice is inferred; null is the choice "there is none". */
export const choicesSchema = v.object({
  input: v.exactOptional(input),
  link: v.exactOptional(link),
  targets: v.exactOptional(targets),
  classAxis: v.exactOptional(classAxis),
  backgroundClass: v.exactOptional(backgroundClass),
  ignoreIndex: v.exactOptional(ignoreIndex),
});
export type InterpretationChoices = v.InferOutput<typeof choicesSchema>;
