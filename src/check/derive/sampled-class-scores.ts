import { batches } from '../input/batches';
import { sampleOf } from '../input/sample';
import type { StatisticsRecord } from '../report/report';
import { classesOfEntries } from '../statistics/class-entries';
import { ClassScores, type ClassScoresRecord } from '../statistics/class-scores';
import { checkedDataOf, type GatherTask } from '../statistics/engine';
import { locatorOf } from '../statistics/statistic';
import { SigmoidElements } from '../terms/sigmoid-elements';
import { SoftmaxExamples } from '../terms/softmax-examples';

/** Up to so many classes are all counted, and of more classes so many. */
const MOST_CLASSES = 1_500;
const MOST_FREQUENT = 1_000;

/** The chosen classes, whose scores are to be counted; null without a class axis. */
export function classScoresOf(
  record: Pick<StatisticsRecord, 'losses' | 'listedClasses'>,
  { interpretation, layout }: GatherTask,
): ClassScores | null {
  return interpretation.classAxis === null ? null : new ClassScores(chosenClasses(record), layout.channels);
}

/**
 * Counts the scores of each class.
 * @param isWhole true for all rows; else of data with more than a million logits a sample from all over them
 * @throws the errors of reading, and the signal's reason when cancelled
 */
export async function countedScores(
  scores: ClassScores | null,
  task: GatherTask,
  isWhole: boolean,
): Promise<ClassScoresRecord> {
  if (scores === null) {
    return null;
  }
  const { sources, layout, interpretation, onRows, signal } = task;
  const elements = new SigmoidElements(layout, interpretation);
  const examples = new SoftmaxExamples(layout, interpretation);
  const rows = isWhole ? batches(sources, layout, signal) : sampleOf(sources, layout, signal);
  let counted = 0;
  for await (const batch of rows) {
    counted += batch.rows;
    signal?.throwIfAborted();
    if (interpretation.link === 'sigmoid') {
      elements.fill(batch, (block) => scores.addElements(block));
    } else {
      examples.forEach(batch, ({ place, position }) =>
        scores.addExample(examples.row, position, batch.firstRow + place),
      );
    }
    if (isWhole) {
      onRows(batch.firstRow + batch.rows);
    }
  }
  return recordOfScores(scores, task, counted);
}

/** @param counted the rows that were looked at */
export function recordOfScores(
  scores: ClassScores | null,
  task: GatherTask,
  counted: number,
): ClassScoresRecord {
  const ofRows = task.layout.rows;
  return scores?.record(locatorOf(checkedDataOf(task)), { rows: counted, ofRows }) ?? null;
}

/** The classes in ascending order. */
function chosenClasses(record: Pick<StatisticsRecord, 'losses' | 'listedClasses'>): number[] {
  const classes = classesOfEntries(record);
  if (classes.length <= MOST_CLASSES && record.listedClasses === null) {
    return classes;
  }
  const { counts } = record.losses;
  return [...classes.entries()]
    .sort(([one], [other]) => (counts[2 * other + 1] ?? 0) - (counts[2 * one + 1] ?? 0))
    .slice(0, MOST_FREQUENT)
    .map(([, index]) => index)
    .sort((one, other) => one - other);
}
