import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors } from '../syntax/tree';
import type { BoosterFunction } from './boosting-objectives';

/** A place where a booster is given a function of the file: an argument, or an entry of its parameters. */
export interface BoosterGiven {
  /** The name with its value. */
  readonly node: Node;
  /** The call that takes it; null for an entry of parameters. */
  readonly call: Node | null;
}

const OBJECTIVE_KEYS: ReadonlySet<string> = new Set(['fobj', 'obj', 'objective', 'loss_function']);
const METRIC_KEYS: ReadonlySet<string> = new Set(['feval', 'eval_metric', 'custom_metric']);

/** The places where boosters are given an objective of these. */
export function objectivesGiven(file: SourceFile, objectives: readonly BoosterFunction[]): BoosterGiven[] {
  return given(file, OBJECTIVE_KEYS, objectives.flatMap(namesOf));
}

/** The places where boosters are given a metric. */
export function metricsGiven(file: SourceFile, metric: BoosterFunction): BoosterGiven[] {
  return given(file, METRIC_KEYS, namesOf(metric));
}

/** All objectives in the parameters and arguments of a file, such as `'binary'`; null where no text names one. */
export function objectivesNamed(file: SourceFile): (string | null)[] {
  return entriesOf(file, OBJECTIVE_KEYS).map(({ value }) => file.syntax.stringContent(value) ?? null);
}

/** A function is named by itself, by the function that makes it, and by its class. */
function namesOf({ name, node }: BoosterFunction): string[] {
  const around = [...ancestors(node)].filter(({ type }) => /^(?:function|class)_definition$/.test(type));
  return [name, ...around.map((each) => each.childForFieldName('name')?.text ?? '')];
}

function given(file: SourceFile, keys: ReadonlySet<string>, names: readonly string[]): BoosterGiven[] {
  if (names.length === 0) {
    return [];
  }
  const wanted = new Set(names);
  return entriesOf(file, keys)
    .filter(({ value }) =>
      file
        .textOf(value)
        .split(/[^\p{L}\p{N}_]+/u)
        .some((word) => wanted.has(word)),
    )
    .map(({ node, call }) => ({ node, call }));
}

interface Entry extends BoosterGiven {
  readonly value: Node;
}

/** Arguments `key=value`, entries `'key': value` and assignments `parameters['key'] = value`. */
function entriesOf(file: SourceFile, keys: ReadonlySet<string>): Entry[] {
  return file.root.descendantsOfType(['keyword_argument', 'pair', 'assignment']).flatMap((node): Entry[] => {
    const [key, value] = node ? keyAndValue(node, file) : [];
    if (!node || !value || key === undefined || !keys.has(key)) {
      return [];
    }
    const call = node.type === 'keyword_argument' ? (node.parent?.parent ?? null) : null;
    return [{ node, value, call }];
  });
}

function keyAndValue(node: Node, file: SourceFile): [string | undefined, Node | null] {
  switch (node.type) {
    case 'keyword_argument':
      return [node.childForFieldName('name')?.text, node.childForFieldName('value')];
    case 'pair': {
      const key = node.childForFieldName('key');
      return [key ? file.syntax.stringContent(key) : undefined, node.childForFieldName('value')];
    }
    default: {
      const left = node.childForFieldName('left');
      const index = left?.type === 'subscript' ? left.childForFieldName('subscript') : null;
      return [index ? file.syntax.stringContent(index) : undefined, node.childForFieldName('right')];
    }
  }
}
