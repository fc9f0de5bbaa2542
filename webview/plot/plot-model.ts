import type { GivenParameters, LossParameters } from '../../src/protocol/plot';
import { History } from './history';
import { type Figure, figureOne, type PlotState, withFigure, withOwnParameters } from './plot-state';

/** The present state of the page, with undo and redo of its figure. */
export class PlotModel {
  private readonly history: History<Figure>;

  /** @param onChange is called after every change, with the new state. */
  constructor(
    private present: PlotState,
    readonly defaults: LossParameters,
    private readonly onChange: (state: PlotState) => void,
  ) {
    this.history = new History(present.figure);
  }

  get state(): PlotState {
    return this.present;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Takes a new state. `settled` is false while a slider is being dragged, so that the drag is one step of undo. */
  change(next: PlotState, settled = true): void {
    if (settled) {
      this.history.settle(next.figure);
    }
    this.set(next);
  }

  show(given: GivenParameters): void {
    this.change(withOwnParameters(this.present, given, this.defaults));
  }

  reset(): void {
    this.change(figureOne(this.defaults));
  }

  undo(): void {
    this.goTo(this.history.undo());
  }

  redo(): void {
    this.goTo(this.history.redo());
  }

  private goTo(figure: Figure | undefined): void {
    if (figure !== undefined) {
      this.set(withFigure(this.present, figure));
    }
  }

  private set(state: PlotState): void {
    this.present = state;
    this.onChange(state);
  }
}
