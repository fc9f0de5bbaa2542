import type { Finding, Report, ReportInput } from '../report/report';

/** The input of findings: the report without the parts that are derived from it. */
export type FindingEvidence = Omit<
  Report,
  'schema' | 'version' | 'findings' | 'estimate' | 'explanations' | 'crossCheck' | 'timing'
>;

/** Looks for one fault; returns null if the fault is absent. */
export type FindingRule = (evidence: FindingEvidence) => Finding | null;

/** Name of a role's array in a sentence: `"logits" in run.npz`. */
export function nameOf(evidence: Pick<FindingEvidence, 'inputs'>, role: ReportInput['role']): string {
  const input = inputOf(evidence, role);
  return input === undefined ? role : `"${input.array}" in ${input.file}`;
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

/** An index in the syntax of code: [3, 1]. */
export function indexText(index: readonly number[]): string {
  return `[${index.join(', ')}]`;
}
