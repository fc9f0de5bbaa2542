import { expect, it } from 'vitest';
import type { Report } from '../../../src/check/report/report';
import { en } from '../../../src/messages/en';
import type { CheckSettings } from '../../../src/protocol/report';
import { PanelRun } from '../../../src/services/panel-run';

const SETTINGS = { files: [] } as unknown as CheckSettings;
const REPORT = {} as Report;

/** Runs that end when they are told to, or when a newer one takes over. */
function heldRuns() {
  const ends: ((result: string) => void)[] = [];
  const run = new PanelRun<string>(
    (_settings, _report, signal) =>
      new Promise((resolve, reject) => {
        ends.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    en,
    'cancelled',
    () => undefined,
  );
  return { run, ends };
}

it('whoever waits for a run gets the outcome of the one that took over', async () => {
  const { run, ends } = heldRuns();
  const first = run.run(SETTINGS, REPORT);
  let isTold = false;
  const told = first.then(() => {
    isTold = true;
  });
  const second = run.run(SETTINGS, REPORT);
  await new Promise(setImmediate);
  expect(isTold).toBe(false);
  ends[1]?.('newer');
  await Promise.all([told, second]);
  expect(run.shown).toEqual({ state: 'done', result: 'newer' });
});

it('whoever waits for a run is told when it ends without an outcome', async () => {
  const { run } = heldRuns();
  const only = run.run(SETTINGS, REPORT);
  run.stop();
  await only;
  expect(run.shown.state).toBe('running');
});
