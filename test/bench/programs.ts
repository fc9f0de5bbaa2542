import { join } from 'node:path';
import { must, npm, resultsFolder, root } from '../harness/steps.mjs';

/** Paths of the measured programs, minified like the product. */
export interface Programs {
  readonly cli: string;
  readonly checkVariant: string;
  readonly limits: string;
  readonly stream: string;
  readonly editorMeasures: string;
  readonly checkInMemory: string;
  /** Folder of the extension's bundles. */
  readonly dist: string;
}

export async function buildPrograms(): Promise<Programs> {
  await must(...npm('run', '--silent', 'build', '--', '--production'));
  await must(process.execPath, [join(root, 'test', 'bench', 'bundle.mjs')]);
  const dist = join(root, 'dist');
  const built = (name: string) => join(resultsFolder, 'bench', `${name}.js`);
  return {
    cli: join(dist, 'cli.js'),
    checkVariant: built('check-variant'),
    limits: built('limits'),
    stream: built('stream'),
    editorMeasures: built('editor-measures'),
    checkInMemory: built('check-in-memory'),
    dist,
  };
}
