import * as v from 'valibot';
import { type Choice, choiceForCounts, choiceForReport } from '../check/derive/choice';
import { reportSchema } from '../check/report/report';
import { countLabels } from '../labels/count-labels';
import type { LabelHost } from '../labels/label-host';
import { namedClassesSchema, withNames } from '../labels/named-classes';
import type { Service } from './service';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const choiceInputSchema = v.object({
  /** The place where the classes are counted. */
  source: v.variant('kind', [
    /** Counts that a person typed. */
    v.object({ kind: v.literal('counts'), classes: v.array(v.object({ name: v.string(), count })) }),
    v.object({
      kind: v.literal('labels'),
      /** A file or a folder, by the host's name. */
      path: v.string(),
      column: v.exactOptional(v.string()),
      array: v.exactOptional(v.string()),
      ignore: v.exactOptional(v.string()),
      /** Names of the classes by their index, for labels that are indices. */
      named: v.exactOptional(namedClassesSchema),
    }),
    v.object({
      kind: v.literal('report'),
      report: reportSchema,
      /** Names of its classes; null where no file has them. */
      named: v.nullable(namedClassesSchema),
    }),
  ]),
  /** The loss that is meant: α in (0, 1) or null, γ ≥ 0. */
  alpha: v.nullable(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))),
  gamma: v.pipe(v.number(), v.minValue(0)),
  /** β of the effective number of examples, in [0, 1). */
  beta: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
});
export type ChooseInput = v.InferOutput<typeof choiceInputSchema>;

/** Counts classes, and says what α, γ and class weights to begin with. Rejects with the errors of `countLabels`. */
export const choose: Service<LabelHost, ChooseInput, Choice> = {
  input: choiceInputSchema,
  async run(host, { source, ...wish }) {
    switch (source.kind) {
      case 'counts':
        return choiceForCounts({ classes: source.classes, ignored: 0 }, wish);
      case 'labels': {
        const { path, named, ...choice } = source;
        const counts = await countLabels(host, path, choice);
        return choiceForCounts(named === undefined ? counts : withNames(path, counts, named), wish);
      }
      case 'report':
        return choiceForReport(source.report, wish, source.named);
    }
  },
};
