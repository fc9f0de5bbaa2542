import type { Report } from '../check/report/report';
import { type SeriesPoint, seriesPoint } from '../check/report/series';
import { clockText } from '../format/time-text';

/** Most reports that are kept. */
const MOST_REPORTS = 200;

/** The reports of a file since it is watched. */
export class WatchedSeries {
  private points: SeriesPoint[] = [];
  private parameters = '';

  /** Forgets all reports, and begins with the given one. */
  start(report: Report | undefined): void {
    this.points = [];
    if (report !== undefined) {
      this.add(report);
    }
  }

  /** Adds a report. One with other parameters begins anew, since its losses cannot be compared. */
  add(report: Report): SeriesPoint[] {
    const parameters = JSON.stringify(report.parameters);
    const before = parameters === this.parameters ? this.points : [];
    this.parameters = parameters;
    this.points = [...before, seriesPoint(clockText(report.timing.finishedAt), report)].slice(-MOST_REPORTS);
    return this.points;
  }
}
