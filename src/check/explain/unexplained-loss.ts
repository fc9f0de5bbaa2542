import type { Report } from '../report/report';
import { readPrinted } from './printed-value';

/** Digits of float32, in which most trainings compute their loss. */
const DIGITS = 8;

/** A loss of the files of a report: one number as text, or the array that holds the losses of the elements. */
export type UnexplainedLoss = { readonly text: string } | { readonly input: 'loss' };

/** The loss of the files that no formula of the report gives, and that was not explained yet; null without one. */
export function unexplainedLoss(report: Report): UnexplainedLoss | null {
  const { findings, givenLoss, statistics, printedLoss, explainedArray, explainedLog } = report;
  const isExplained = [printedLoss, explainedArray, explainedLog].some((part) => part !== undefined);
  if (isExplained || !findings.some(({ id }) => id === 'loss-disagrees')) {
    return null;
  }
  if (statistics.loss !== null && statistics.loss.disagreements.focal > 0) {
    const isNamed = Object.values(statistics.loss.disagreements).includes(0);
    return isNamed ? null : { input: 'loss' };
  }
  if (givenLoss === null || givenLoss.loss !== null || givenLoss.value === null) {
    return null;
  }
  const text = String(Number(givenLoss.value.toPrecision(DIGITS)));
  return readPrinted(text) === null ? null : { text };
}
