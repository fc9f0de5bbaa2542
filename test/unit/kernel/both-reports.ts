import { type CheckRequest, checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report';
import { KernelEngine } from '../../../src/kernel/kernel-engine';
import type { TensorFile } from '../../../src/tensor/tensor-file';

const engine = new KernelEngine({ leastElements: 0 });

/** What the kernel and the reference say of the same files. */
export async function bothReports(files: readonly TensorFile[], request: Omit<CheckRequest, 'files'> = {}) {
  return {
    kernel: comparable(await checkTensors({ files, engine, ...request })),
    reference: comparable(await checkTensors({ files, ...request })),
  };
}

export type ComparableReport = ReturnType<typeof comparable>;

/** Without the time it took, and without the prose, whose numbers are rounded. */
function comparable({ timing: _, findings, ...report }: Report) {
  return { ...report, findings: findings.map(({ seen: __, ...finding }) => finding) };
}
