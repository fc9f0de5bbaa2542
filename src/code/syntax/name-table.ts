import type { ImportedName } from './constructs';

/** The meaning of the names of one file: its imports, and variables that are aliases of an imported thing. */
export class NameTable {
  private readonly qualifiedNames = new Map<string, string>();
  /** Modules imported with `from module import *`. */
  readonly openModules: readonly string[];

  constructor(imports: readonly ImportedName[]) {
    for (const { local, qualified } of imports) {
      if (local !== '*') {
        this.qualifiedNames.set(local, qualified);
      }
    }
    this.openModules = imports.filter(({ local }) => local === '*').map(({ qualified }) => qualified);
  }

  /** True if the name is imported or an alias of something imported. */
  has(name: string): boolean {
    return this.qualifiedNames.has(name);
  }

  /** Makes `name` an alias of `path`, as in `fl = sigmoid_focal_loss`. */
  addAlias(name: string, path: readonly string[]): void {
    this.qualifiedNames.set(name, this.qualify(path));
  }

  /** The names whose qualified name passes `test`. */
  namesFor(test: (qualified: string) => boolean): string[] {
    return [...this.qualifiedNames].filter(([, qualified]) => test(qualified)).map(([name]) => name);
  }

  /** `['ops', 'sigmoid_focal_loss']` → `torchvision.ops.sigmoid_focal_loss`, given `from torchvision import ops`. */
  qualify(path: readonly string[]): string {
    const [first = '', ...rest] = path;
    return [this.qualifiedNames.get(first) ?? first, ...rest].join('.');
  }

  /** Every qualified name that a path may mean, the likeliest first. */
  candidates(path: readonly string[]): string[] {
    const qualified = this.qualify(path);
    const [first] = path;
    if (path.length > 1 || first === undefined || this.has(first)) {
      return [qualified];
    }
    return [qualified, ...this.openModules.map((module) => `${module}.${first}`)];
  }
}
