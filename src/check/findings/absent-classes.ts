import { counted, countText } from '../../format/count-text';
import { type FindingRule, takenCount } from './evidence';

const LISTED = 8;

/** Classes without a single example. */
export const absentClasses: FindingRule = (evidence) => {
  const { classes, interpretation } = evidence;
  if (takenCount(evidence) === 0) {
    return null;
  }
  // The absence of all positives is another finding.
  const absent = classes.filter(({ count, label }) => count === 0 && label !== 'positive');
  if (absent.length === 0 || absent.length === classes.length) {
    return null;
  }
  const listed = absent
    .slice(0, LISTED)
    .map(({ index, label }) => (interpretation.classAxis === null ? label : String(index)))
    .join(', ');
  return {
    id: 'absent-class',
    severity: 'warning',
    title:
      absent.length === 1
        ? 'A class that never occurs'
        : `${countText(absent.length)} classes that never occur`,
    seen: `No target is ${absent.length === 1 ? 'class' : 'one of the classes'} ${listed}${absent.length > LISTED ? ', …' : ''}, among ${counted(takenCount(evidence), 'element')}.`,
    means:
      'The loss pushes its output down for every example; after enough such batches the class is forgotten. A class weight for it is undefined.',
    fix: 'Check the label mapping (off by one, a background class too many), and sample so that every class appears.',
  };
};
