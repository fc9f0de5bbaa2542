import type { Messages } from '../../messages/messages';
import type { Interpretation } from './report';

/** The name of a class: positive or negative where a sigmoid knows no others, else background or its index. */
export function classLabel(
  { report: { classes } }: Pick<Messages, 'report'>,
  { classAxis, backgroundClass }: Interpretation,
  index: number,
): string {
  if (classAxis === null) {
    return index === 1 ? classes.positive : classes.negative;
  }
  return index === backgroundClass ? classes.background : classes.class({ index });
}
