import type { Harvest, KernelRecord, Run } from './run';
import type { KernelSlot } from './slots';

/** One instance of the kernel at work. */
export interface KernelRun extends Run<KernelSlot, KernelRecord> {
  harvest(): Harvest;
}
