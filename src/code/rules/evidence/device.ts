import type { Node } from '@vscode/tree-sitter-wasm';
import { type CodeCall, callsIn, namedArgument } from '../../fixes/building/calls';
import { functionAround } from '../../fixes/building/nodes';
import type { RunPhase } from '../../run/language/events';
import { ancestors, nodesOfTypes } from '../../syntax/tree';
import type { LossSubject, TextRange } from '../rule';

interface Move {
  readonly facts: { readonly device: string };
  readonly at: TextRange;
}

/** The moves of a loss to a fixed device other than the processor. A run shows them; where it ends early, the text does. */
export function movesIn(loss: LossSubject, phase: RunPhase): Move[] {
  const { events, computes } = loss.verdict;
  const shown = events.flatMap((event) =>
    event.kind === 'deviceMove' && event.phase === phase && !event.device.startsWith('cpu')
      ? [{ facts: { device: event.device }, at: event.place }]
      : [],
  );
  const isShown = ({ at }: Move): boolean =>
    shown.some((each) => each.at.start < at.end && at.start < each.at.end);
  return computes ? shown : [...shown, ...movesWritten(loss, phase).filter((move) => !isShown(move))];
}

/** Matches a condition that asks for a device first. */
const ASKS_FOR_DEVICE = /cuda|gpu|device/i;
/** Matches a text that names a GPU. */
const NAMES_GPU = /^["'](cuda(?::\d+)?)["']$/;

/** The calls of a definition of Python that name a GPU, or a parameter whose default is one. Calls under a condition that asks for a device are left out. */
function movesWritten({ code, file }: LossSubject, phase: RunPhase): Move[] {
  const isPython = file.grammar === 'python' && code.kind === 'definition';
  const defaults = new Map(isPython ? devicesByDefault(code.node) : []);
  return (isPython ? callsIn(code.node) : []).flatMap((call): Move[] => {
    const device = deviceOf(call, defaults);
    return device !== null && isInPhase(call, phase) && !isAskedFor(call)
      ? [{ facts: { device }, at: { start: call.node.startIndex, end: call.node.endIndex } }]
      : [];
  });
}

function isInPhase({ node }: CodeCall, phase: RunPhase): boolean {
  const method = functionAround(node)?.childForFieldName('name')?.text;
  return (method === '__init__') === (phase === 'constructor');
}

/** The parameters that name a GPU by default. */
function devicesByDefault(definition: Node): [string, string][] {
  return nodesOfTypes(definition, 'default_parameter', 'typed_default_parameter').flatMap((parameter) => {
    const [name, value] = (['name', 'value'] as const).map((field) => parameter.childForFieldName(field));
    const [, device] = NAMES_GPU.exec(value?.text ?? '') ?? [];
    return name && device !== undefined ? [[name.text, device] satisfies [string, string]] : [];
  });
}

/** The GPU that `x.cuda()`, `x.to("cuda")` or `device="cuda"` names; null for any other call. */
function deviceOf(call: CodeCall, defaults: ReadonlyMap<string, string>): string | null {
  const { object, name, given } = call;
  if (object && name === 'cuda' && object.text !== 'torch') {
    return given.every(isFixed) ? 'cuda' : null;
  }
  const [first] = object && name === 'to' ? given : [];
  const { text = '' } = namedArgument(call, 'device') ?? first?.value ?? {};
  return NAMES_GPU.exec(text)?.[1] ?? defaults.get(text.replace(/^self\./, '')) ?? null;
}

/** True for an argument of `cuda()` that asks no tensor for its device. */
function isFixed({ name, value }: CodeCall['given'][number]): boolean {
  return /^(?:non_)?blocking$/.test(name ?? '') || /^\d+$/.test(value.text);
}

function isAskedFor({ node }: CodeCall): boolean {
  return [...ancestors(node)].some(({ type, text }) => {
    switch (type) {
      case 'if_statement':
        return ASKS_FOR_DEVICE.test(text.slice(0, text.indexOf(':')));
      case 'conditional_expression':
        return ASKS_FOR_DEVICE.test(text.slice(text.indexOf(' if ')));
      default:
        return false;
    }
  });
}
