/** Something that a snippet's source imports. */
export interface RequiredImport {
  /** The name that the source uses: `F`, `nn`, `tf`. */
  readonly local: string;
  /** The imported thing, qualified as in `NameTable`: `torch.nn.functional`, `typing.Optional`, `@tensorflow/tfjs`. */
  readonly qualified: string;
  readonly module: string;
  /** The name imported from the module; undefined for the module itself. */
  readonly imported: string | undefined;
}

/** A snippet's source in its two parts. */
export interface SnippetParts {
  readonly imports: readonly RequiredImport[];
  /** Offset of the source after its imports. */
  readonly bodyStart: number;
}

/** Reads the import lines at the top of a snippet's source. They must have one of the forms below. */
export function partsOfSource(source: string): SnippetParts {
  const imports: RequiredImport[] = [];
  let offset = 0;
  for (const line of source.split('\n')) {
    const found = importsOfLine(line);
    if (found.length === 0 && line.trim() !== '') {
      break;
    }
    imports.push(...found);
    offset += line.length + 1;
  }
  return { imports, bodyStart: offset };
}

function importsOfLine(line: string): RequiredImport[] {
  const namespace = /^import \* as (\w+) from '([^']+)';$/.exec(line);
  if (namespace?.[1] && namespace[2]) {
    return [moduleImport(namespace[2], namespace[1])];
  }
  const from = /^from (\S+) import (.+)$/.exec(line);
  if (from?.[1] && from[2]) {
    const module = from[1];
    return from[2].split(', ').map((imported) => ({
      local: imported,
      qualified: `${module}.${imported}`,
      module,
      imported,
    }));
  }
  const plain = /^import (\S+?)(?: as (\w+))?$/.exec(line);
  return plain?.[1] ? [moduleImport(plain[1], plain[2] ?? plain[1])] : [];
}

function moduleImport(module: string, local: string): RequiredImport {
  return { local, qualified: module, module, imported: undefined };
}

/** Style of the import statements in the target file. */
export interface ImportStyle {
  readonly kind: 'python' | 'module' | 'commonjs';
  readonly quote: "'" | '"';
}

/** Python's own modules that snippets use. */
const STANDARD = /^(from typing |import math\b)/;

/**
 * The import statements with the chosen names. Names of one module share a line.
 * @param isNewBlock true to separate Python's own modules by a blank line, as its style guide (PEP 8) asks
 */
export function importStatements(
  missing: readonly { readonly required: RequiredImport; readonly local: string }[],
  { kind, quote }: ImportStyle,
  isNewBlock: boolean,
): string[] {
  const lines = new Map<string, string>();
  for (const { required, local } of missing) {
    const { module, imported } = required;
    if (kind === 'module') {
      lines.set(module, `import * as ${local} from ${quote}${module}${quote};`);
    } else if (kind === 'commonjs') {
      lines.set(module, `const ${local} = require(${quote}${module}${quote});`);
    } else if (imported === undefined) {
      lines.set(`${module} as ${local}`, `import ${module}${local === module ? '' : ` as ${local}`}`);
    } else {
      const name = local === imported ? imported : `${imported} as ${local}`;
      const begun = lines.get(module);
      lines.set(module, begun ? `${begun}, ${name}` : `from ${module} import ${name}`);
    }
  }
  const statements = [...lines.values()];
  const standard = statements.filter((statement) => STANDARD.test(statement));
  if (!isNewBlock || standard.length === 0 || standard.length === statements.length) {
    return statements;
  }
  return [...standard, '', ...statements.filter((statement) => !standard.includes(statement))];
}
