import type { Names, Value } from './values';

/** The names of a module, each of which gets its value when it is asked for. */
export interface ModuleNames {
  readonly find: (name: string) => Value | undefined;
  /** True if no statement of the module can have bound the name. */
  readonly lacks: (name: string) => boolean;
}

/** The names of a function, class body or comprehension, within those around it. */
export class Scope implements Names {
  readonly outer: Names | null;
  /** The scope of a class body is invisible to the functions in it. */
  readonly isClassBody: boolean;
  private readonly values = new Map<string, Value>();
  private readonly outerNames = new Map<string, Names>();
  private readonly module: ModuleNames | null;
  private readonly localNames: ReadonlySet<string>;

  /** @param localNames the names that the function binds somewhere */
  constructor(
    outer: Names | null,
    isClassBody = false,
    module: ModuleNames | null = null,
    localNames: ReadonlySet<string> = new Set(),
  ) {
    this.outer = outer;
    this.isClassBody = isClassBody;
    this.module = module;
    this.localNames = localNames;
  }

  isLocal(name: string): boolean {
    return this.localNames.has(name);
  }

  /** The value of a name here or around; undefined for an unbound one. */
  find(name: string): Value | undefined {
    for (let scope: Names | null = this; scope; scope = scope.outer) {
      const value = scope.isClassBody && scope !== this ? undefined : scope.own(name);
      if (value !== undefined || scope.isLocal(name)) {
        return value;
      }
    }
    return undefined;
  }

  own(name: string): Value | undefined {
    const target = this.outerNames.get(name);
    if (target) {
      return target.own(name);
    }
    const known = this.values.get(name);
    if (known !== undefined || !this.module) {
      return known;
    }
    const found = this.module.find(name);
    if (found !== undefined) {
      this.values.set(name, found);
    }
    return found;
  }

  lacks(name: string): boolean {
    return this.outer ? this.outer.lacks(name) : (this.module?.lacks(name) ?? false);
  }

  bind(name: string, value: Value): void {
    const target = this.outerNames.get(name);
    if (target) {
      target.bind(name, value);
    } else {
      this.values.set(name, value);
    }
  }

  unbind(name: string): boolean {
    return this.outerNames.get(name)?.unbind(name) ?? this.values.delete(name);
  }

  /** Lets a name mean that of the module, or of the nearest function around that has it. */
  useOuter(name: string, scope: 'global' | 'nonlocal'): void {
    let target = this.outer;
    while (
      target?.outer &&
      (scope === 'global' ? target.outer.outer !== null : target.own(name) === undefined)
    ) {
      target = target.outer;
    }
    if (target) {
      this.outerNames.set(name, target);
    }
  }

  /** The names bound here. */
  names(): IterableIterator<[string, Value]> {
    return this.values.entries();
  }
}
