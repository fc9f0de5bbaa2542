import { expect } from 'vitest';
import { type CheckRequest, checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import type { StatisticsEngine } from '../../../src/check/statistics/engine';
import { KernelEngine } from '../../../src/kernel/kernel-engine';
import type { TensorFile } from '../../../src/tensor/tensor-file';

type Request = Omit<CheckRequest, 'files'>;

const kernelEngine = new KernelEngine({ leastElements: 0 });

/** The reports of the kernel and of the reference on the same files. Fails where the kernel leaves them to the reference. */
export async function bothReports(files: readonly TensorFile[], request: Request = {}) {
  const { kernel, reference, isByKernel } = await reportsWith(files, request);
  expect(isByKernel, 'the kernel gathers the statistics').toBe(true);
  return { kernel, reference };
}

/** The kernel leaves the files to the reference, whose report is given. */
export async function expectLeftToReference(
  files: readonly TensorFile[],
  request: Request = {},
): Promise<void> {
  const { kernel, reference, isByKernel } = await reportsWith(files, request);
  expect(isByKernel, 'the kernel gathers the statistics').toBe(false);
  expect(kernel).toEqual(reference);
}

async function reportsWith(files: readonly TensorFile[], request: Request) {
  let isByKernel = false;
  const engine: StatisticsEngine = {
    gather: async (task) => {
      const statistics = await kernelEngine.gather(task);
      isByKernel = statistics.values !== undefined;
      return statistics;
    },
  };
  const kernel = comparable(await checkTensors({ files, engine, ...request }));
  const reference = comparable(await checkTensors({ files, ...request }));
  return { kernel, reference, isByKernel };
}

export type ComparableReport = ReturnType<typeof comparable>;

/** Without the time it took, and without the prose, whose numbers are rounded. */
function comparable({ timing: _, findings, ...report }: Report) {
  return { ...report, findings: findings.map(({ seen: __, ...finding }) => finding) };
}
