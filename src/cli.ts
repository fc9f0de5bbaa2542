import nodeModule from 'node:module';

/** Part of Node from 22.1 on. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

// Compiling the command line takes longer than a small check.
(nodeModule as CompileCache).enableCompileCache?.();
void import('./cli/command-line');
