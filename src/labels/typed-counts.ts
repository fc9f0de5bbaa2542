import type { ClassCounts } from './class-counts';

/**
 * Counts as a person types them: `36413,8291`, in the order of the class indices, or `cat=120,dog=30`.
 * @returns null unless every part is a whole number, with a name or all without
 */
export function typedCounts(text: string): ClassCounts | null {
  const parts = text.split(',').map((part, index) => {
    const [count = '', name = String(index), ...more] = part.split('=').toReversed();
    const isCount = /^\s*\d+\s*$/.test(count) && more.length === 0;
    return isCount ? { name: name.trim(), count: Number(count) } : null;
  });
  const classes = parts.filter((one) => one !== null);
  const isNamed = text.includes('=');
  const isComplete = classes.length === parts.length && classes.length >= 2;
  const isUniform = !isNamed || text.split('=').length - 1 === parts.length;
  const isDistinct = new Set(classes.map(({ name }) => name)).size === classes.length;
  return isComplete && isUniform && isDistinct ? { classes, ignored: 0 } : null;
}
