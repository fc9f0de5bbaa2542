/** Hands on what jobs gave in the order of the jobs, in whatever order they end. */
export class JobOrder<Record> {
  private readonly early = new Map<number, Record>();
  private next = 0;

  constructor(private readonly take: (record: Record) => void) {}

  add(number: number, record: Record): void {
    this.early.set(number, record);
    for (;;) {
      const due = this.early.get(this.next);
      if (due === undefined) return;
      this.early.delete(this.next++);
      this.take(due);
    }
  }
}
