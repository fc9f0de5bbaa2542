import type { Finding, Report, ReportInput } from '../report/report';

/** What findings are made from: the report without what is made from it. */
export type FindingEvidence = Omit<
  Report,
  'schema' | 'version' | 'findings' | 'estimate' | 'explanations' | 'crossCheck' | 'timing'
>;

/** Looks for one fault; null when it is not there. */
export type FindingRule = (evidence: FindingEvidence) => Finding | null;

/** The array of a role as sentences name it: `"logits" in run.npz`. */
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

/** An index as code writes it: [3, 1]. */
export function indexText(index: readonly number[]): string {
  return `[${index.join(', ')}]`;
}
