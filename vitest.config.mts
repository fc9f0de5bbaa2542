import { defineConfig } from 'vitest/config';
import { kernelForVitest } from './compile-kernel.mjs';

// Half of a unit test file's time would be its imports, so the files that one process runs share their modules (`isolate`).
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [kernelForVitest(true)],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/unit/property-seed.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The kernel as browsers get it, without shared memory.
        plugins: [kernelForVitest(false)],
        test: {
          name: 'unit-unshared',
          include: ['test/unit/kernel/{reference,multi-label,softmax,row-weights,probabilities}.test.ts'],
          setupFiles: ['test/unit/property-seed.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file has a VS Code and a Chromium of its own; two cores bear one at a time.
          fileParallelism: false,
        },
      },
    ],
  },
});
