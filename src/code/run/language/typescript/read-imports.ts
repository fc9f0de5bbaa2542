import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { placeOf } from '../places';
import type { Place, Statement } from '../program';

/** The module itself, as a namespace import gives it. */
function wholeModule(place: Place, module: string, local: string): Statement {
  return { place, type: 'import', module, names: null, local };
}

/** The text of the module that is named behind `from` or in `require(…)`. */
function moduleOf(node: Node): string {
  const source = node.childForFieldName('source');
  return source
    ? parts(source)
        .map(({ text }) => text)
        .join('')
    : '';
}

/** One statement for each form in which an `import` binds names. */
export function readImport(node: Node): Statement[] {
  const place = placeOf(node);
  const required = parts(node).find(({ type }) => type === 'import_require_clause');
  const [name] = required ? parts(required) : [];
  if (required && name) {
    return [wholeModule(place, moduleOf(required), name.text)];
  }
  const module = moduleOf(node);
  const clause = parts(node).find(({ type }) => type === 'import_clause');
  return (clause ? parts(clause) : []).flatMap((part): Statement[] => {
    if (part.type === 'identifier') {
      return [{ place, type: 'import', module, names: [{ name: 'default', local: part.text }], local: '' }];
    }
    if (part.type === 'namespace_import') {
      const [name] = parts(part);
      return name ? [wholeModule(place, module, name.text)] : [];
    }
    const names = parts(part).map((specifier) => {
      const name = specifier.childForFieldName('name')?.text ?? specifier.text;
      return { name, local: specifier.childForFieldName('alias')?.text ?? name };
    });
    return [{ place, type: 'import', module, names, local: '' }];
  });
}
