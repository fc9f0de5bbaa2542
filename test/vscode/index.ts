import Mocha from 'mocha';

/** Provided by the bundler: runs the modules that define the suites. */
declare function loadSuites(): void;

/**
 * VS Code calls this in the extension host, on the desktop, in the server and in the browser. The last line logged holds
 * the counts.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: LineReporter });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  loadSuites();
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  if (stats === undefined || stats.passes + stats.failures === 0) {
    throw new Error('No test was run.');
  }
  console.log(`mocha: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
  if (stats.failures > 0) {
    throw new Error(`${stats.failures} tests failed.`);
  }
}

/** Prints one line per test, with its error below it, readable in any log. */
class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => console.log(`  pass ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('pending', (test) => console.log(`  skip ${test.fullTitle()}`));
    runner.on('fail', (test, error) => console.log(`  FAIL ${test.fullTitle()}\n${error.stack ?? error}`));
  }
}
