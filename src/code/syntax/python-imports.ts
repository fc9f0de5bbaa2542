import type { Node } from '@vscode/tree-sitter-wasm';
import type { ImportedName } from './constructs';

const IMPORT_TYPES = ['import_statement', 'import_from_statement'];

/** The names that the import statements of a file of Python bind. */
export function pythonImports(root: Node): ImportedName[] {
  return root.descendantsOfType(IMPORT_TYPES).flatMap((statement) => {
    if (!statement) {
      return [];
    }
    const module = statement.childForFieldName('module_name')?.text;
    const names = statement.childrenForFieldName('name').flatMap((name) => {
      if (!name) {
        return [];
      }
      const imported = name.type === 'aliased_import' ? name.childForFieldName('name')?.text : name.text;
      const alias = name.childForFieldName('alias')?.text;
      return imported ? [{ imported, alias }] : [];
    });
    if (module === undefined) {
      return names.map((name) => importedModule(name.imported, name.alias, statement));
    }
    if (statement.descendantsOfType('wildcard_import').length > 0) {
      return [{ local: '*', qualified: module, statement }];
    }
    return names.map(({ imported, alias }) => ({
      local: alias ?? imported,
      qualified: module.endsWith('.') ? `${module}${imported}` : `${module}.${imported}`,
      statement,
    }));
  });
}

/** `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`. */
function importedModule(module: string, alias: string | undefined, statement: Node): ImportedName {
  if (alias !== undefined) {
    return { local: alias, qualified: module, statement };
  }
  const top = module.split('.')[0] ?? module;
  return { local: top, qualified: top, statement };
}
