// Runs the suites of test/vscode/ in a desktop VS Code, which @vscode/test-electron downloads: npm run test:electron
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuites } from './bundle-suites.mjs';
import { root } from './steps.mjs';

const folder = await mkdtemp(join(tmpdir(), 'focal-loss-workspace-'));
try {
  await cp(join(root, 'examples'), folder, { recursive: true });
  await runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuites(),
    launchArgs: [folder, '--disable-workspace-trust', '--skip-welcome'],
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
