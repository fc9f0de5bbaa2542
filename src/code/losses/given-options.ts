import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, nodesOfTypes, parts } from '../syntax/tree';
import { calledLossesIn } from './called-losses';
import type { FocalCall } from './focal-calls';
import { CARRIER_KEYS, TYPE_KEYS } from './focal-mappings';
import { parameterOfName } from './names';

/** An option that code or a configuration gives by its name, to what is known to take certain ones; plain JSON. */
export interface GivenOption {
  readonly name: string;
  /** Offsets of the name in UTF-16 code units. */
  readonly range: { readonly start: number; readonly end: number };
  /** What takes it, as the code names it. */
  readonly callee: string;
  /** The names that it takes: all of them where the file declares them, else those of the table of conventions. */
  readonly parameters: readonly string[];
  /** The names that are given beside it. */
  readonly given: readonly string[];
  /** `registry`: a name without a module, under which a project may have registered a class of its own. */
  readonly declaredBy: 'file' | 'library' | 'registry';
  /** True where no version of the library takes another name. */
  readonly isWhole?: true;
}

/** The options that a file of Python gives to focal losses, to dataclasses with their settings, and asks of a command line. */
export function givenOptionsIn(file: SourceFile): GivenOption[] {
  return file.grammar === 'python'
    ? [...optionsOfLosses(file), ...optionsOfDataclasses(file), ...optionsOfCommandLine(file)]
    : [];
}

function optionsOfLosses(file: SourceFile): GivenOption[] {
  return calledLossesIn(file).flatMap(({ kind, call }) => {
    const { slots, callee, convention, parameters } = call;
    const isKnown = parameters.length > 0 && (convention !== undefined || isDeclaredWhole(call));
    const given = slots.flatMap(({ name }) => name ?? []);
    const isOfRegistry = kind === 'configuration' && !isQualified(call, file);
    const isCarried = kind === 'configuration' && given.some((name) => CARRIER_KEYS.has(name));
    return isKnown && !isCarried
      ? slots.flatMap(({ name, nameNode }): GivenOption[] =>
          // OpenMMLab has settings of its own, such as `_delete_`.
          name !== undefined && nameNode && !TYPE_KEYS.has(name) && !name.startsWith('_')
            ? [
                {
                  name,
                  range: insideQuotes(nameNode),
                  callee,
                  ...namesTaken(call),
                  given,
                  declaredBy: convention === undefined ? 'file' : isOfRegistry ? 'registry' : 'library',
                },
              ]
            : [],
        )
      : [];
  });
}

/** The names that a callee takes, for those of a library with what other versions of it take. */
function namesTaken({ convention, parameters }: FocalCall): Pick<GivenOption, 'parameters' | 'isWhole'> {
  const known = parameters.map(({ name }) => name);
  return convention?.others
    ? { parameters: [...known, ...convention.others], isWhole: true }
    : { parameters: known };
}

/** True for an entry whose name has a module or a scope, or is no text at all. */
function isQualified({ slots }: FocalCall, { syntax }: SourceFile): boolean {
  const type = slots.find(({ name }) => name !== undefined && TYPE_KEYS.has(name))?.value;
  const named = type && syntax.stringContent(type);
  return named === undefined || named.includes('.');
}

/** True for a callee of the file that takes what it declares and nothing else. */
function isDeclaredWhole({ parameters }: FocalCall): boolean {
  const [first] = parameters.flatMap(({ declaration }) => declaration?.nameNode ?? []);
  const list = first && [...ancestors(first)].find(({ type }) => type === 'parameters');
  const owner = list?.parent?.parent;
  return list !== undefined && !list.text.includes('*') && owner?.type !== 'decorated_definition';
}

/** The content of a quoted name. */
function insideQuotes({ startIndex, endIndex, text }: Node): GivenOption['range'] {
  const quotes = /^["']/.test(text) ? 1 : 0;
  return { start: startIndex + quotes, end: endIndex - quotes };
}

/** The options of the dataclasses of a file that have a field for α or γ, where they are constructed. */
function optionsOfDataclasses({ root, syntax, text }: SourceFile): GivenOption[] {
  if (!/@(?:\w+\.)?dataclass\b/.test(text)) {
    return [];
  }
  const classes = new Map(
    nodesOfTypes(root, 'class_definition').flatMap((node) => {
      const fields = fieldsOf(node);
      const isOfFocalLoss = fields.some((field) => parameterOfName(field) !== undefined);
      return isOfFocalLoss ? [[node.childForFieldName('name')?.text ?? '', fields] as const] : [];
    }),
  );
  return nodesOfTypes(root, 'call').flatMap((node) => {
    const call = syntax.call(node);
    const callee = call?.path?.length === 1 ? (call.path[0] ?? '') : '';
    const parameters = classes.get(callee);
    const given = call?.slots.flatMap(({ name }) => name ?? []) ?? [];
    return parameters
      ? (call?.slots ?? []).flatMap(({ name, nameNode }): GivenOption[] =>
          name !== undefined && nameNode
            ? [{ name, range: insideQuotes(nameNode), callee, parameters, given, declaredBy: 'file' }]
            : [],
        )
      : [];
  });
}

/** The fields of a dataclass that has no base and no constructor of its own; none for any other class. */
function fieldsOf(node: Node): string[] {
  const decorators = node.parent?.type === 'decorated_definition' ? parts(node.parent) : [];
  const isDataclass = decorators.some(({ text }) => /^@(?:\w+\.)?dataclass\b/.test(text));
  const body = node.childForFieldName('body');
  const bases = node.childForFieldName('superclasses');
  if (!isDataclass || !body || (bases && parts(bases).length > 0) || /def __init__\b/.test(body.text)) {
    return [];
  }
  return parts(body).flatMap((statement) => {
    const field = statement.type === 'expression_statement' ? statement.namedChild(0) : null;
    return field?.type === 'assignment' && field.childForFieldName('type')
      ? [field.childForFieldName('left')?.text ?? '']
      : [];
  });
}

/** Code by which options of a command line may come from elsewhere, or get other names. */
const OTHER_OPTIONS =
  /parents\s*=|add_subparsers|set_defaults|vars\(|setattr\(|Namespace\(|\(\s*(?:\w+\.)?parser\b|\*\*(?:vars|\w*args|opts?)\b|from_file|update\(/;

/** The attributes for α and γ that code asks of what `parse_args` returned. */
function optionsOfCommandLine({ root, syntax, text }: SourceFile): GivenOption[] {
  if (!/\.parse_args\(\s*\)/.test(text) || OTHER_OPTIONS.test(text)) {
    return [];
  }
  const holders = nodesOfTypes(root, 'assignment').flatMap((node) =>
    /\.parse_args\(\s*\)$/.test(node.childForFieldName('right')?.text ?? '')
      ? [node.childForFieldName('left')?.text ?? '']
      : [],
  );
  const parameters = nodesOfTypes(root, 'call').flatMap((node) => {
    const call = syntax.call(node);
    const isOption = call?.path?.at(-1) === 'add_argument';
    const named = call?.slots.find(({ name }) => name === 'dest')?.value ?? null;
    const flags =
      call?.slots.flatMap(({ name, value }) => (name === undefined && value ? [value] : [])) ?? [];
    return isOption
      ? (named ? [named] : flags).flatMap((value) => optionNamed(syntax.stringContent(value)))
      : [];
  });
  const [holder, ...others] = new Set(holders);
  const uses = nodesOfTypes(root, 'attribute').filter(
    (node) => node.childForFieldName('object')?.text === holder && others.length === 0,
  );
  const assigned = uses.filter(({ parent, id }) => parent?.childForFieldName('left')?.id === id);
  const known = [...parameters, ...assigned.map((node) => node.childForFieldName('attribute')?.text ?? '')];
  return uses.flatMap((node): GivenOption[] => {
    const attribute = node.childForFieldName('attribute');
    return attribute && holder !== undefined && known.some((name) => parameterOfName(name) !== undefined)
      ? [
          {
            name: attribute.text,
            range: { start: attribute.startIndex, end: attribute.endIndex },
            callee: holder,
            parameters: known,
            given: [],
            declaredBy: 'library',
          },
        ]
      : [];
  });
}

function optionNamed(flag: string | undefined): string[] {
  return flag === undefined ? [] : [flag.replace(/^-+/, '').replaceAll('-', '_')];
}
