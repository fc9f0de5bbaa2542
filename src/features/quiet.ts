import type * as vscode from 'vscode';

/** Milliseconds without an edit after which a document is looked at. */
const QUIET = 50;

/** Calls back for each key once it was asked for no more for a while, so that nothing runs while a person types. */
export class Quiet implements vscode.Disposable {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** Forgets what was asked for this key before. */
  soon(key: string, callback: () => void): void {
    this.drop(key);
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        callback();
      }, QUIET),
    );
  }

  drop(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  dispose(): void {
    for (const key of [...this.timers.keys()]) {
      this.drop(key);
    }
  }
}
