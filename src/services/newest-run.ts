/** Runs one task at a time, and then the newest of those that were asked for meanwhile. */
export class NewestRun<Task> {
  private newest: { readonly task: Task } | undefined;
  private isRunning = false;

  constructor(private readonly run: (task: Task) => Promise<unknown>) {}

  /** Resolves when no task is left. Rejects with the error of a task that was started by this call. */
  async ask(task: Task): Promise<void> {
    this.newest = { task };
    if (this.isRunning) {
      return;
    }
    this.isRunning = true;
    try {
      while (this.newest !== undefined) {
        const { task: next } = this.newest;
        this.newest = undefined;
        await this.run(next);
      }
    } finally {
      this.isRunning = false;
    }
  }

  /** Drops the task that waits. */
  forget(): void {
    this.newest = undefined;
  }
}
