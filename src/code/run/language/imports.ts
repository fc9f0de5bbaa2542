import { libraryValue } from '../frameworks/libraries';
import { copiedFunction } from '../frameworks/losses/copied-functions';
import { LIBRARY_LOSSES } from '../frameworks/losses/library-losses';
import { usualPath } from '../frameworks/other-paths';
import type { Evaluator } from './evaluator';
import { ModuleValue } from './library-values';
import type { Place } from './program';
import { type Names, UnknownValue, type Value } from './values';
import { OFTEN_OWN, type Workspace, type WorkspaceFile } from './workspace';

/** How modules of a language are read. */
export interface ModuleReaders {
  /** The names of a library's text; null where the losses of libraries are not known. */
  readonly library: ((text: string, evaluator: Evaluator) => Names) | null;
  readonly file: (file: WorkspaceFile, evaluator: Evaluator) => Names;
}

/** A file of the workspace as a module, and a name in it. */
const MEMBER_OF_FILE = /^<(.+)>\.([^.]+)$/;

/** The modules that a program imports: of libraries, of files of the workspace, and functions that projects copy. */
export class Imports {
  private readonly libraries = new Map<string, Names>();
  private readonly files = new Map<string, Names>();

  /**
   * @param readers null where only what the evaluator brings along can be imported
   * @param workspace null where the files of the workspace are not followed
   */
  constructor(
    private readonly evaluator: Evaluator,
    private readonly readers: ModuleReaders | null,
    private readonly workspace: Workspace | null,
  ) {}

  /** The value of an import: a module, or a name of it. */
  load(module: string, name: string | null, place: Place): Value {
    const path = name === null ? module : `${module}.${name}`;
    const ofLibrary = this.library(path) ?? (name === 'default' ? this.library(module) : undefined);
    const ofFile =
      ofLibrary === undefined || OFTEN_OWN.test(path) ? this.ofFile(module, name, place) : undefined;
    return ofFile ?? ofLibrary ?? this.copied(path) ?? new UnknownValue(path);
  }

  /** A library's module or value by its dotted name; undefined if nothing of that name is known. */
  library(path: string): Value | undefined {
    const [, file = '', name = ''] = MEMBER_OF_FILE.exec(path) ?? [];
    const known = this.files.get(file)?.find(name) ?? libraryValue(path);
    return known === undefined ? this.lossOfLibrary(path) : known;
  }

  /** A name of a module that is imported as a whole (`from module import *`); undefined if it lacks it. */
  openModule(module: string, name: string, place: Place): Value | undefined {
    const path = `${module}.${name}`;
    const isOfLibrary = this.library(module) !== undefined;
    return (
      this.library(path) ?? this.ofFile(module, name, place) ?? (isOfLibrary ? undefined : this.copied(path))
    );
  }

  /** A file of the workspace as a module, or a name of it; undefined if there is no such file. */
  private ofFile(module: string, name: string | null, place: Place): Value | undefined {
    const from = place.file ?? null;
    const file = this.workspace?.find({ module, from });
    const names = file ? this.namesOf(file) : undefined;
    if (name === null) {
      return file ? new ModuleValue(`<${file.path}>`) : undefined;
    }
    const value = names && this.evaluator.atForeignCall(place, () => names.find(name));
    if (value !== undefined) {
      return value;
    }
    const inner = this.workspace?.find({
      module: `${module}${module.endsWith('.') ? '' : '.'}${name}`,
      from,
    });
    if (!inner) {
      return undefined;
    }
    this.namesOf(inner);
    return new ModuleValue(`<${inner.path}>`);
  }

  private namesOf(file: WorkspaceFile): Names | undefined {
    const known = this.files.get(file.path) ?? this.readers?.file(file, this.evaluator);
    if (known) {
      this.files.set(file.path, known);
    }
    return known;
  }

  private lossOfLibrary(path: string): Value | undefined {
    const loss = LIBRARY_LOSSES.get(path);
    if (!loss || !this.readers?.library) {
      const usual = usualPath(path);
      return usual === null ? undefined : this.lossOfLibrary(usual);
    }
    const scope = this.libraries.get(loss.text) ?? this.readers.library(loss.text, this.evaluator);
    this.libraries.set(loss.text, scope);
    return scope.find(loss.name);
  }

  /** The function that projects mostly copy under this name, from whatever module. */
  private copied(path: string): Value | undefined {
    const copied = copiedFunction(path);
    return copied === null ? undefined : this.library(copied);
  }
}
