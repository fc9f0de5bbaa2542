/**
 * Undo and redo over immutable states. Dragging a slider makes many states but one step: call `settle` once, when the
 * change is complete.
 */
export class History<State> {
  private readonly past: State[] = [];
  private readonly future: State[] = [];

  constructor(private settled: State) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Records a complete change. One undo leads back to the state settled before. */
  settle(state: State): void {
    if (state === this.settled) {
      return;
    }
    this.past.push(this.settled);
    this.future.length = 0;
    this.settled = state;
  }

  /** The state before the last complete change, or undefined when there is none. */
  undo(): State | undefined {
    return this.step(this.past, this.future);
  }

  /** The state that the last undo left, or undefined when there is none. */
  redo(): State | undefined {
    return this.step(this.future, this.past);
  }

  private step(from: State[], to: State[]): State | undefined {
    const state = from.pop();
    if (state !== undefined) {
      to.push(this.settled);
      this.settled = state;
    }
    return state;
  }
}
