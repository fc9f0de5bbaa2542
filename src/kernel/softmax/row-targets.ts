import { LeftOut } from '../../check/statistics/left-out';
import { TargetRow } from '../../check/terms/target-row';
import { OTHER_ROW } from '../../numerics/element-codes';
import type { CodedData, CodeRules } from '../inputs/coded-data';
import type { KernelInstance } from '../kernel-instance';
import type { KernelTask } from '../kernel-task';
import { UnsuitedData } from '../unsuited-data';

/** The classes of a softmax's rows, from class indices or from one-hot rows. */
export class RowTargets {
  /** The codes of the single targets. */
  readonly rules: CodeRules;
  /** Address of the class of each row, if rows are one-hot; see element-codes.ts. */
  private readonly classes: number | null;

  constructor(
    private readonly kernel: KernelInstance,
    private readonly task: Pick<KernelTask, 'channels' | 'targetsPerRow' | 'ignoreIndex'>,
    mostRows: number,
  ) {
    const { channels, targetsPerRow, ignoreIndex } = task;
    const isOneHot = targetsPerRow > 1;
    this.rules = { ignored: ignoreIndex, classes: isOneHot ? 0 : channels };
    this.classes = isOneHot ? kernel.reserve(4 * mostRows) : null;
  }

  /**
   * Finds the rows' classes, int32 each, and returns their address.
   * @throws UnsuitedData for a row with a soft target
   */
  decode(targets: CodedData, rows: number): number {
    targets.decode(rows);
    if (this.classes === null) {
      return targets.codes;
    }
    const { exports } = this.kernel;
    const others = exports.classesOfOneHot(targets.codes, this.classes, rows, this.task.channels);
    if (others > 0) {
      this.lookInto(targets, this.classes, rows);
    }
    return this.classes;
  }

  /** Notes the reason why a row has no class. */
  leaveOut(targets: CodedData, place: number, row: number, leftOut: LeftOut): void {
    this.read(targets, place, row, leftOut);
  }

  /** Finds the classes of rows that are one-hot within rounding. */
  private lookInto(targets: CodedData, classes: number, rows: number): void {
    for (let place = 0; place < rows; place++) {
      if (this.kernel.int32At(classes + 4 * place) !== OTHER_ROW) {
        continue;
      }
      const { kind, position } = this.read(targets, place, 0, new LeftOut());
      if (kind === 'soft') {
        throw new UnsuitedData('A target is shared between classes.');
      }
      if (kind === 'hard') {
        new DataView(this.kernel.memory).setInt32(classes + 4 * place, position, true);
      }
    }
  }

  private read(targets: CodedData, place: number, firstRow: number, leftOut: LeftOut) {
    const { targetsPerRow } = this.task;
    const values = Float64Array.from({ length: targetsPerRow }, (_, at) =>
      targets.at(place * targetsPerRow + at),
    );
    const reader = new TargetRow(this.task, this.task, leftOut);
    const kind = reader.read({ firstRow, targets: values }, 0);
    return { kind, position: reader.position };
  }
}
