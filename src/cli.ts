import nodeModule from 'node:module';

/** What Node has from 22.1 on. */
interface CompileCache {
  enableCompileCache?(): unknown;
}

// Loading and compiling the command line takes longer than a small check: Node keeps what it compiled in the system's
// folder for temporary files, and does without where it cannot.
(nodeModule as CompileCache).enableCompileCache?.();
void import('./cli/command-line');
