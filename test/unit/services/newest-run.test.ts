import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewestRun } from '../../../src/services/newest-run';

describe('NewestRun', () => {
  it('runs one task at a time, in their order, and the last one always', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, count) => {
        const done: number[] = [];
        let running = 0;
        const newest = new NewestRun(async (task: number) => {
          running++;
          expect(running).toBe(1);
          await scheduler.schedule(Promise.resolve());
          running--;
          done.push(task);
        });
        const { task } = scheduler.scheduleSequence(
          Array.from({ length: count }, (_, at) => async () => void newest.ask(at)),
        );
        await scheduler.waitFor(task);
        await scheduler.waitIdle();
        expect(done).toEqual([...done].sort((one, other) => one - other));
        expect(done.at(-1)).toBe(count - 1);
      }),
    );
  });

  it('skips tasks that a newer one replaced while another ran', async () => {
    const done: string[] = [];
    const newest = new NewestRun(async (task: string) => {
      await Promise.resolve();
      done.push(task);
    });
    const first = newest.ask('first');
    void newest.ask('second');
    void newest.ask('third');
    await first;
    expect(done).toEqual(['first', 'third']);
  });

  it('drops the waiting task when it is told to forget', async () => {
    const done: string[] = [];
    const newest = new NewestRun(async (task: string) => {
      await Promise.resolve();
      done.push(task);
    });
    const first = newest.ask('first');
    void newest.ask('second');
    newest.forget();
    await first;
    expect(done).toEqual(['first']);
  });

  it('rejects with the error of a task, and runs the next one that is asked for', async () => {
    const newest = new NewestRun(async (task: string) => {
      if (task === 'bad') {
        throw new RangeError(task);
      }
    });
    await expect(newest.ask('bad')).rejects.toThrow(RangeError);
    await newest.ask('good');
  });
});
