import type { NamedArray } from '../../messages/facts';
import type { FindingId, FoundFacts } from '../../messages/finding';
import type { Report, ReportInput, Severity } from '../report/report';

/** The input of findings: the report without the parts that are derived from it. */
export type FindingEvidence = Omit<
  Report,
  'schema' | 'version' | 'findings' | 'estimate' | 'explanations' | 'crossCheck' | 'timing'
>;

/** A fault that is there. Its sentences are in messages/, by its id. */
export type Found = FoundFacts & {
  readonly severity: Severity;
  /** Findings that follow from this one, where they are there too. */
  readonly leadsTo?: readonly FindingId[];
};

/** Looks for one fault; null when it is not there. */
export type FindingRule = (evidence: FindingEvidence) => Found | null;

/** Name of a role's array in a sentence: `"logits" in run.npz`. */
export function nameOf(evidence: Pick<FindingEvidence, 'inputs'>, role: ReportInput['role']): NamedArray {
  const input = inputOf(evidence, role);
  return input === undefined ? { array: role, file: null } : { array: input.array, file: input.file };
}

export function shapeOf(
  evidence: Pick<FindingEvidence, 'inputs'>,
  role: ReportInput['role'],
): readonly number[] {
  return inputOf(evidence, role)?.shape ?? [];
}

export function inputOf(
  { inputs }: Pick<FindingEvidence, 'inputs'>,
  role: ReportInput['role'],
): ReportInput | undefined {
  return inputs.find((one) => one.role === role);
}

/** Elements that take part in the loss. */
export function takenCount({ counts }: Pick<FindingEvidence, 'counts'>): number {
  return counts.positives + counts.negatives;
}
