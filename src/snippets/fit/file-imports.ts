import type { Node } from '@vscode/tree-sitter-wasm';
import type { ImportedName } from '../../code/syntax/constructs';
import type { SourceFile } from '../../code/syntax/source-file';
import { ancestors, parts } from '../../code/syntax/tree';
import type { ImportStyle, RequiredImport } from './required-imports';

/** Packages that export the whole interface of TensorFlow.js. */
const TENSORFLOWJS = /^@tensorflow\/tfjs(-core|-node|-node-gpu)?$/;

/** The name of a required import in a file, and whether the file has it already. */
export interface ResolvedImport {
  readonly required: RequiredImport;
  /** The name in the file. */
  readonly local: string;
  readonly isMissing: boolean;
}

/** Finds each required import among the file's imports before an offset; picks a free name for a missing one. */
export function resolveImports(
  required: readonly RequiredImport[],
  file: SourceFile,
  offset: number,
): ResolvedImport[] {
  const present = file.syntax.imports(file.root);
  const usable = present.filter(({ statement }) => isUsable(statement, file, offset));
  const taken = namesOfFile(file, present);
  return required.map((wanted) => {
    const matches = usable.filter(({ local, qualified }) => local !== '*' && isSameThing(wanted, qualified));
    const found = matches.find(({ local }) => local === wanted.local) ?? matches[0];
    if (found) {
      return { required: wanted, local: found.local, isMissing: false };
    }
    const ownLater = present.some(
      ({ local, qualified }) => local === wanted.local && isSameThing(wanted, qualified),
    );
    const isFree = ownLater || !taken.has(wanted.local);
    return { required: wanted, local: isFree ? wanted.local : freeName(wanted, taken), isMissing: true };
  });
}

/** Names that the file binds at its top level: imports, functions, classes, variables. */
export function namesOfFile(file: SourceFile, imports = file.syntax.imports(file.root)): Set<string> {
  const names = new Set(imports.map(({ local }) => local));
  for (const statement of parts(file.root)) {
    for (const name of namesOfStatement(statement)) {
      names.add(name);
    }
  }
  return names;
}

function namesOfStatement(statement: Node): string[] {
  const inner = ['declaration', 'definition']
    .map((field) => statement.childForFieldName(field))
    .find((node) => node);
  if (inner) {
    return namesOfStatement(inner);
  }
  const name = statement.childForFieldName('name');
  if (name) {
    return [name.text];
  }
  return parts(statement).flatMap((part) => {
    const target = part.childForFieldName('left') ?? part.childForFieldName('name');
    return target?.type === 'identifier' ? [target.text] : [];
  });
}

/** True if an import is executed before the offset and outside any function, so that code there can use it. */
function isUsable(statement: Node, file: SourceFile, offset: number): boolean {
  if (statement.endIndex > offset || /^import\s+type\b/.test(file.textOf(statement))) {
    return false;
  }
  for (const ancestor of ancestors(statement)) {
    if (file.syntax.definition(ancestor)) {
      return false;
    }
  }
  return true;
}

function isSameThing(wanted: RequiredImport, qualified: string): boolean {
  if (wanted.qualified === qualified) {
    return true;
  }
  return TENSORFLOWJS.test(wanted.qualified) && TENSORFLOWJS.test(qualified);
}

/** Another name for an import, such as `torch_nn_functional` where the file uses `F` for something else. */
function freeName({ qualified }: RequiredImport, taken: ReadonlySet<string>): string {
  const base = qualified.replace(/^@/, '').replaceAll(/\W+/g, '_');
  let name = base;
  for (let count = 2; taken.has(name); count++) {
    name = `${base}_${count}`;
  }
  return name;
}

/** The style of the file's imports. */
export function importStyleOf(file: SourceFile): ImportStyle {
  const imports = file.syntax.imports(file.root);
  const quote = imports.some(({ statement }) => file.textOf(statement).includes('"')) ? '"' : "'";
  if (file.grammar === 'python') {
    return { kind: 'python', quote };
  }
  return { kind: isCommonJs(file, imports) ? 'commonjs' : 'module', quote };
}

function isCommonJs(file: SourceFile, imports: readonly ImportedName[]): boolean {
  const isModule = parts(file.root).some(
    ({ type }) => type === 'import_statement' || type === 'export_statement',
  );
  if (isModule) {
    return false;
  }
  return imports.length > 0 || /\bmodule\.exports\b|\bexports\.\w+\s*=/.test(file.text);
}
