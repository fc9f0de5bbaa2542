import nodeModule from 'node:module';
import { join } from 'node:path';
import { runWithCodeCache } from './cli/code-cache';

/** Part of Node from 22.1 on. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

// Compiled code is cached, because compiling the command line takes longer than a small check.
const { enableCompileCache } = nodeModule as CompileCache;
if (enableCompileCache === undefined && process.env.NODE_DISABLE_COMPILE_CACHE === undefined) {
  // Other commands need less of the code than a check.
  runWithCodeCache(join(__dirname, 'command-line.js'), process.argv[2] === 'check');
} else {
  enableCompileCache?.();
  void import('./cli/command-line');
}
