import { decisionsOf } from '../../src/check/report/interpretation';
import type { Report } from '../../src/check/report/report';

/** The report that the shown one is compared with: the one before the parameters were edited, or before the data changed. */
export class Baseline {
  private compared: Report | undefined;
  private beforeEdit: Report | undefined;
  private isMoving = false;

  /** The report to compare with; undefined if its numbers have another meaning, or if there is none. */
  get report(): Report | undefined {
    return this.compared;
  }

  /**
   * Call for each change of the parameters.
   * @param shown the present report
   * @param isMoving true while a slider is being dragged: all its steps are one edit
   */
  edit(shown: Report | undefined, isMoving: boolean): void {
    if (!this.isMoving) {
      this.beforeEdit = shown;
    }
    this.isMoving = isMoving;
  }

  /** Call when a report replaces another. */
  replace(shown: Report | undefined, next: Report): void {
    if (shown !== undefined && !isSame(shown.parameters, next.parameters)) {
      this.compared = this.beforeEdit;
    } else if (shown === undefined || !(isEstimate(shown) || isSame(shown.statistics, next.statistics))) {
      this.compared = shown;
    }
    if (this.compared !== undefined && !isReadAlike(this.compared, next)) {
      this.compared = undefined;
    }
  }
}

function isEstimate({ estimate }: Report): boolean {
  return (estimate ?? null) !== null;
}

function isReadAlike(one: Report, other: Report): boolean {
  return isSame(decisionsOf(one.interpretation), decisionsOf(other.interpretation));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
