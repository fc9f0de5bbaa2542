/** The classes of a renumbering that move, without those that map to themselves or, by −1, to nothing. */
export function movedClasses(classes: readonly number[]): { predicted: number; target: number }[] {
  return classes.flatMap((target, predicted) =>
    target < 0 || target === predicted ? [] : [{ predicted, target }],
  );
}

/** 0 → 3, 1 → 0 and so on. */
export function mappingTexts(classes: readonly number[]): string[] {
  return movedClasses(classes).map(({ predicted, target }) => `${predicted} → ${target}`);
}
