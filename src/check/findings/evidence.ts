import type { Interpreted } from '../interpret/interpret';
import type { Finding, Report } from '../report';
import type { Statistics } from '../statistics/statistics';

/** What a finding is made from: the measured parts of the report and what lies behind them. */
export interface FindingEvidence
  extends Pick<
    Report,
    | 'inputs'
    | 'interpretation'
    | 'parameters'
    | 'counts'
    | 'classes'
    | 'losses'
    | 'distribution'
    | 'calibration'
    | 'hardest'
  > {
  readonly interpreted: Interpreted;
  readonly statistics: Statistics;
}

/** Looks for one fault; null when it is not there. */
export type FindingRule = (evidence: FindingEvidence) => Finding | null;

/** The array of a role as sentences name it: `"logits" in run.npz`. */
export function nameOf({ inputs }: Pick<FindingEvidence, 'inputs'>, role: 'logits' | 'targets'): string {
  const input = inputs.find((one) => one.role === role);
  return input === undefined ? role : `"${input.array}" in ${input.file}`;
}

export function shapeOf(
  { inputs }: Pick<FindingEvidence, 'inputs'>,
  role: 'logits' | 'targets',
): readonly number[] {
  return inputs.find((one) => one.role === role)?.shape ?? [];
}

/** 1234567 → 1,234,567. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** A share as a percentage of three significant digits. */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/** An index as code writes it: [3, 1]. */
export function indexText(index: readonly number[]): string {
  return `[${index.join(', ')}]`;
}
