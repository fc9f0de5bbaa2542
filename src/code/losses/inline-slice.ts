import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { ancestors, nodesOfTypes, parts } from '../syntax/tree';
import { isScaling, type Use, useOf } from './loss-uses';
import { NO_PROGRESS, resolved, type SliceProgress, statementsAfter, tensorsOf } from './slice-progress';
import { isCompound, isRead, namesChangedIn } from './tensor-statements';

/** The statements of an inline loss. */
export interface InlineSlice {
  /** In their order, with the one in which its value stands. */
  readonly statements: readonly Node[];
  /** The expression that is the loss at the end; null where a statement returns it. */
  readonly value: Node | null;
  /** The name that holds the loss at the end, if it has one. */
  readonly result: string | null;
  /**
   * `whole`: it is returned or trained as it is. `term`: it is added to others. `part`: it is another part of a larger loss. `open`: its
   * use is not seen.
   */
  readonly end: 'whole' | 'term' | 'part' | 'open';
  /** The names of the tensors that come from elsewhere, in the order of their use. */
  readonly tensors: readonly string[];
}

type Ending = Pick<InlineSlice, 'value' | 'result' | 'end'> & { readonly progress: SliceProgress };

/** Uses of the names of a loss that are looked at. */
const MOST_USES = 60;

/** The statement of a block or of the module that a node stands in. */
export function statementAround(node: Node): Node | undefined {
  let current = node;
  for (const ancestor of ancestors(node)) {
    if (ancestor.type === 'block' || ancestor.type === 'module') {
      return current;
    }
    current = ancestor;
  }
  return undefined;
}

/** The statements of a loss with this power in it; undefined where they are not plain, or take other than two tensors. */
export function sliceOf(power: Node, file: SourceFile): InlineSlice | undefined {
  const statement = statementAround(power);
  if (!statement || !['expression_statement', 'return_statement'].includes(statement.type)) {
    return undefined;
  }
  const ending = new Follower(file).from(power, statement, NO_PROGRESS);
  const tensors = ending ? tensorsOf(ending.progress, ending.value ? [ending.value] : []) : [];
  if (!ending || tensors.length < 2) {
    return undefined;
  }
  const { value, result, end, progress } = ending;
  const nodes = new Map([...progress.statements, statement].map((node) => [node.startIndex, node]));
  const statements = [...nodes.values()].sort((one, other) => one.startIndex - other.startIndex);
  return { statements, value, result, end, tensors };
}

/** Follows a value to the end of its loss. */
class Follower {
  private uses = 0;

  constructor(private readonly file: SourceFile) {}

  /** The end of the loss that an expression in a statement is a part of; undefined where the expression is not plain. */
  from(marker: Node, statement: Node, progress: SliceProgress): Ending | undefined {
    let reached = resolved(marker, statement, progress, this.file);
    if (!reached) {
      return undefined;
    }
    const use = useOf(marker, (expression) => {
      const found = resolved(expression, statement, progress, this.file);
      reached = found ?? reached;
      return found !== undefined;
    });
    const isChange = use.kind === 'changed' || use.kind === 'added';
    const changed = isChange ? resolved(statement, statement, progress, this.file) : undefined;
    if (use.target !== undefined && (use.kind === 'assigned' || changed)) {
      return this.behind(use.target, statement, including(changed ?? reached, statement));
    }
    const { kind, value } = use;
    const result = value.type === 'identifier' ? value.text : null;
    return { value, result, end: ENDS[kind], progress: reached };
  }

  /** The end of a loss that a name holds behind a statement. */
  private behind(name: string, statement: Node, start: SliceProgress): Ending {
    let progress = start;
    let isReturned = false;
    const endings: Ending[] = [];
    for (const next of statementsAfter(statement)) {
      if (scales(next)) {
        continue;
      }
      const markers = this.readsOf(name, next);
      const changes = namesChangedIn(next).has(name);
      const returns = isCompound(next) && nodesOfTypes(next, 'return_statement').length > 0;
      const isOwn = changes || (returns && markers.length > 0);
      const whole = isOwn && markers.length > 0 ? resolved(next, next, progress, this.file) : undefined;
      if (whole) {
        progress = including(whole, next);
        isReturned ||= returns;
        continue;
      }
      for (const marker of markers) {
        const ending = this.ofUse(marker, progress);
        endings.push(...(ending ? [ending] : []));
      }
      if (changes || endings.some(({ end }) => end === 'whole')) {
        break;
      }
    }
    const [first] = endings;
    const whole = endings.find(({ end }) => end === 'whole');
    if (isReturned && !whole) {
      return { value: null, result: null, end: 'whole', progress };
    }
    const part = endings.find(({ end }) => end === 'term' || end === 'part');
    return whole ?? part ?? first ?? { value: null, result: name, end: 'open', progress };
  }

  /** The end that a loss has where its name is read; undefined for what leaves it as it is, such as a log. */
  private ofUse(marker: Node, progress: SliceProgress): Ending | undefined {
    const statement = statementAround(marker);
    if (!statement || ++this.uses > MOST_USES) {
      return undefined;
    }
    const ending = this.from(marker, statement, progress);
    return ending?.end === 'open' && ending.value ? undefined : ending;
  }

  /** The places at which a statement reads a name. */
  private readsOf(name: string, statement: Node): Node[] {
    return this.file.textOf(statement).includes(name)
      ? nodesOfTypes(statement, 'identifier').filter((word) => word.text === name && isRead(word))
      : [];
  }
}

/** True for `loss = loss / accumulation_steps`. */
function scales(statement: Node): boolean {
  const [assignment] = parts(statement);
  const value = assignment?.type === 'assignment' ? assignment.childForFieldName('right') : assignment;
  return statement.type === 'expression_statement' && !!value && isScaling(value);
}

/** What becomes of a value by the way in which it is used. */
const ENDS: Readonly<Record<Use['kind'], InlineSlice['end']>> = {
  assigned: 'open',
  added: 'term',
  changed: 'part',
  returned: 'whole',
  trained: 'whole',
  term: 'term',
  part: 'part',
  other: 'open',
};

function including(progress: SliceProgress, statement: Node): SliceProgress {
  const known = new Set([...progress.known, ...namesChangedIn(statement)]);
  return { ...progress, known, statements: [...progress.statements, statement] };
}
