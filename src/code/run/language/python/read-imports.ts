import type { Node } from '@vscode/tree-sitter-wasm';
import type { Place, Statement } from '../program';

/** Reads `import a, b.c as d`: one statement a module. */
export function readImports(node: Node, place: Place): Statement[] {
  return node.childrenForFieldName('name').flatMap((name): Statement[] => {
    if (!name) {
      return [];
    }
    const alias = name.childForFieldName('alias')?.text;
    const module = alias === undefined ? name.text : (name.childForFieldName('name')?.text ?? '');
    const top = module.split('.')[0] ?? module;
    // `import a.b` binds a; `import a.b as c` binds c to a.b.
    return [
      {
        place,
        type: 'import',
        module: alias === undefined ? top : module,
        names: null,
        local: alias ?? top,
      },
    ];
  });
}

/** Reads `from a import b as c`. */
export function readImportFrom(node: Node, place: Place): Statement {
  const module = node.childForFieldName('module_name')?.text.replaceAll(/\s/g, '') ?? '';
  const names = node.childrenForFieldName('name').flatMap((name) => {
    const imported = name?.childForFieldName('name')?.text ?? name?.text;
    return imported ? [{ name: imported, local: name?.childForFieldName('alias')?.text ?? imported }] : [];
  });
  const isWildcard = names.length === 0;
  return {
    place,
    type: 'import',
    module,
    names: isWildcard ? [{ name: '*', local: '*' }] : names,
    local: '',
  };
}
