/** Milliseconds of computing after which messages, such as a cancel, get their turn. */
const LONGEST_HOLD = 40;

/** Lets other work of this thread run from time to time. */
export class Pauses {
  private last: number;

  /** @param now milliseconds since any fixed moment */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.last = now();
  }

  /** Pauses if the last pause was long enough ago; otherwise returns at once. */
  async whenDue(): Promise<void> {
    if (this.now() - this.last <= LONGEST_HOLD) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve));
    this.last = this.now();
  }
}
