/** Passes on the results of jobs in the order of the jobs, which may end in any order. */
export class JobOrder<Result> {
  private readonly early = new Map<number, Result>();
  private next = 0;

  constructor(private readonly take: (result: Result) => void) {}

  add(number: number, result: Result): void {
    this.early.set(number, result);
    for (;;) {
      const due = this.early.get(this.next);
      if (due === undefined) {
        return;
      }
      this.early.delete(this.next++);
      this.take(due);
    }
  }
}
