/** Work in steps: whoever runs it may do something else after each of them. */
export type Steps<Result> = Generator<void, Result>;

/** Runs all steps at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  let step = steps.next();
  while (!step.done) {
    step = steps.next();
  }
  return step.value;
}

/** Runs steps with a rest after each of them. What a rest throws ends the work. */
export async function withRests<Result>(steps: Steps<Result>, rest: () => Promise<void>): Promise<Result> {
  let step = steps.next();
  while (!step.done) {
    await rest();
    step = steps.next();
  }
  return step.value;
}
