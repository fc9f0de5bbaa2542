/** Milliseconds of computing after which messages, a cancel among them, are let through. */
const LONGEST_HOLD = 40;

/** Lets other work of this thread run now and then. */
export class Pauses {
  private last: number;

  /** @param now milliseconds since any fixed moment */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.last = now();
  }

  /** Pauses when it is time to; otherwise returns at once. */
  async whenDue(): Promise<void> {
    if (this.now() - this.last <= LONGEST_HOLD) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve));
    this.last = this.now();
  }
}
