import type { Node } from '@vscode/tree-sitter-wasm';
import type { ImportedName } from './constructs';
import { parts } from './tree';

/** The names that `import` statements, also `import … = require('…')`, and `const … = require('…')` bind. */
export function typescriptImports(root: Node): ImportedName[] {
  return [
    ...root
      .descendantsOfType('import_statement')
      .flatMap((statement) => (statement ? ofImport(statement) : [])),
    ...root.descendantsOfType('variable_declarator').flatMap((node) => (node ? ofRequire(node) : [])),
  ];
}

function ofImport(statement: Node): ImportedName[] {
  const required = parts(statement).find((part) => part.type === 'import_require_clause');
  const [local] = required ? parts(required) : [];
  const qualified = contentOf(required?.childForFieldName('source') ?? null);
  if (local && qualified !== undefined) {
    return [{ local: local.text, qualified, statement }];
  }
  const module = contentOf(statement.childForFieldName('source'));
  const clause = parts(statement).find((part) => part.type === 'import_clause');
  if (module === undefined || !clause) {
    return [];
  }
  return parts(clause).flatMap((part): ImportedName[] => {
    if (part.type === 'identifier') {
      return [{ local: part.text, qualified: module, statement }];
    }
    if (part.type === 'namespace_import') {
      return parts(part).map((name) => ({ local: name.text, qualified: module, statement }));
    }
    return parts(part).map((specifier) => {
      const name = specifier.childForFieldName('name')?.text ?? specifier.text;
      const local = specifier.childForFieldName('alias')?.text ?? name;
      return { local, qualified: `${module}.${name}`, statement };
    });
  });
}

function ofRequire(declarator: Node): ImportedName[] {
  const call = declarator.childForFieldName('value');
  const name = declarator.childForFieldName('name');
  if (call?.type !== 'call_expression' || call.childForFieldName('function')?.text !== 'require') {
    return [];
  }
  const argument = call.childForFieldName('arguments')?.namedChild(0);
  const module = contentOf(argument ?? null);
  const statement = declarator.parent;
  if (module === undefined || !name || !statement) {
    return [];
  }
  if (name.type === 'identifier') {
    return [{ local: name.text, qualified: module, statement }];
  }
  return parts(name).flatMap((property): ImportedName[] => {
    if (property.type === 'shorthand_property_identifier_pattern') {
      return [{ local: property.text, qualified: `${module}.${property.text}`, statement }];
    }
    const key = property.childForFieldName('key')?.text;
    const local = property.childForFieldName('value')?.text;
    return key && local ? [{ local, qualified: `${module}.${key}`, statement }] : [];
  });
}

function contentOf(string: Node | null): string | undefined {
  if (string?.type !== 'string') {
    return undefined;
  }
  return parts(string)
    .map((part) => part.text)
    .join('');
}
