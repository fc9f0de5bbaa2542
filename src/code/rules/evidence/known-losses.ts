import type { Node } from '@vscode/tree-sitter-wasm';
import type { ExpectedInput } from '../../../loss/variants/variant';
import { classAround, propertyAt, scopeOf, valueAt } from '../../flow/values-given';
import { type CalledLoss, calledLossesIn } from '../../losses/called-losses';
import { type FocalCall, givenArguments } from '../../losses/focal-calls';
import { forwardMethodOf, isForwardMethod } from '../../syntax/forward-methods';
import type { SourceFile } from '../../syntax/source-file';
import { isSame } from '../../syntax/tree';
import type { Computes, Verdict } from '../../verdict/document';
import type { FileSubject, LossSubject } from '../rule';

/** A focal loss that a call may call. */
export interface KnownLoss {
  readonly link: Computes['link'];
  readonly input: ExpectedInput;
  /** True for a class, or a function that makes the loss. */
  readonly isMade: boolean;
  /** The names of its tensors in their order. */
  readonly tensors: readonly [string, string];
  /** Null where the call or the constructor may give another one. */
  readonly reduction: Computes['reduction'];
  /** True if it computes with its targets as floats, and raises for integers. */
  readonly takesFloats: boolean;
  /** The loss of the file; null for one of a library. */
  readonly definition: LossSubject | null;
  /** The call that makes it, where one is seen. */
  readonly maker: Node | null;
}

/** Longest chain of names that is followed to the call that makes a loss. */
const MOST_STEPS = 8;
const TENSORS_OF_KERAS = ['y_true', 'y_pred'] as const;
const TENSORS = ['predictions', 'targets'] as const;

/** The focal losses that a file defines, makes and calls, by what calls them. */
export class KnownLosses {
  private readonly definitions = new Map<string, KnownLoss>();
  /** By the class that has them, and their names. */
  private readonly methods = new Map<string, KnownLoss>();
  private readonly calls = new Map<number, KnownLoss>();
  /** The properties of the file's losses under the arguments of calls that were run. */
  private readonly computed = new Map<number, Computes>();

  constructor({ file, losses }: FileSubject) {
    for (const definition of losses) {
      const { code, verdict } = definition;
      const { computes } = verdict;
      const tensors = code.kind === 'definition' ? tensorNamesOf(code.node, verdict.form, file) : null;
      const own = tensors && judgedLoss(verdict, tensors, definition);
      if (own) {
        this.definitions.set(code.name, own);
        this.methods.set(`${classAround(code.node)?.id}.${code.name}`, own);
      }
      if (code.kind === 'call' && computes) {
        this.computed.set(code.node.id, computes);
      }
    }
    for (const called of calledLossesIn(file)) {
      const { call } = called;
      const own = losses.find(({ code }) => code.kind === 'call' && code.node.id === call.node.id);
      const loss =
        ofLibrary(call, own?.verdict.computes ?? null, file) ?? (own && this.ofOtherFile(called, own));
      if (loss) {
        this.calls.set(call.node.id, loss);
        const wrapper = loss.isMade ? undefined : wrapperOf(call.node, file);
        if (wrapper && !this.definitions.has(wrapper.name)) {
          const takesFloats = loss.takesFloats && !wrapper.isConverting;
          this.definitions.set(wrapper.name, {
            ...loss,
            isMade: true,
            tensors: wrapper.tensors,
            takesFloats,
          });
        }
      }
    }
  }

  /** The loss of another file that a call calls or makes, under the arguments of the call. */
  private ofOtherFile(
    { call, callee }: CalledLoss,
    { verdict, measure }: LossSubject,
  ): KnownLoss | undefined {
    const tensors = measure?.runner.tensors;
    const isCalled = callee && isSame(callee, call.node.childForFieldName('function'));
    return tensors && isCalled && !this.definitions.has(call.callee)
      ? judgedLoss(verdict, tensors, null)
      : undefined;
  }

  /** True where no call of the file can be one of a focal loss. */
  get areNone(): boolean {
    return this.definitions.size === 0 && this.calls.size === 0;
  }

  /** The loss that a call calls with tensors. */
  calledBy(call: Node): KnownLoss | undefined {
    const callee = call.childForFieldName('function');
    const direct = this.calls.get(call.id) ?? (callee && this.defined(callee, call));
    if (direct) {
      return direct.isMade ? undefined : direct;
    }
    return callee ? this.madeBy(callee) : undefined;
  }

  /** The loss of the file that a call calls or makes, with the input that it takes under the arguments of the call. */
  private defined(callee: Node, call: Node): KnownLoss | undefined {
    const loss = this.definitions.get(callee.text) ?? this.methodCalled(callee);
    const computes = this.computed.get(call.id);
    if (!loss || (!computes?.input && mayChangeInput(call))) {
      return undefined;
    }
    const reduction = computes ? computes.reduction : mayChangeReduction(call) ? null : loss.reduction;
    return { ...loss, input: computes?.input ?? loss.input, reduction };
  }

  /** The loss that a method of the same class computes: `self.focal_loss(…)`. */
  private methodCalled(callee: Node): KnownLoss | undefined {
    const isOwn = callee.type === 'attribute' && callee.childForFieldName('object')?.text === 'self';
    const around = isOwn ? classAround(callee) : undefined;
    return around && this.methods.get(`${around.id}.${callee.childForFieldName('attribute')?.text}`);
  }

  /** The loss that is given to something which calls it. */
  given(expression: Node): KnownLoss | undefined {
    const named = this.definitions.get(expression.text);
    return named && !named.isMade ? named : this.madeBy(expression);
  }

  /** The loss that an expression holds. */
  private madeBy(expression: Node, steps = MOST_STEPS): KnownLoss | undefined {
    if (steps === 0) {
      return undefined;
    }
    if (expression.type === 'call') {
      const callee = expression.childForFieldName('function');
      const made = this.calls.get(expression.id) ?? (callee && this.defined(callee, expression));
      const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
      // `FocalLoss().to(device)`
      return made?.isMade
        ? { ...made, maker: expression }
        : object
          ? this.madeBy(object, steps - 1)
          : undefined;
    }
    const isOwn = expression.type === 'attribute' && expression.childForFieldName('object')?.text === 'self';
    const given = isOwn
      ? propertyAt(expression.childForFieldName('attribute')?.text ?? '', expression)
      : expression.type === 'identifier'
        ? valueAt(expression.text, expression)
        : undefined;
    return given?.type === 'call' ? this.madeBy(given, steps - 1) : undefined;
  }
}

/** A loss as its verdict shows it; undefined where that does not show its input. */
function judgedLoss(
  { computes, form, edgeCases }: Verdict,
  tensors: KnownLoss['tensors'],
  definition: LossSubject | null,
): KnownLoss | undefined {
  if (!computes?.input) {
    return undefined;
  }
  const { link, input, reduction } = computes;
  const takesFloats = edgeCases.some((each) => each.input === 'integerTargets' && each.effect === 'raises');
  return {
    link,
    input,
    isMade: form !== 'function',
    tensors,
    reduction,
    takesFloats,
    definition,
    maker: null,
  };
}

/** Conversions of type and device at the end of an expression. */
const CONVERSIONS = /(?:\.(?:float|double|half|to|type|type_as|contiguous|cuda|cpu)\([^()]*\))+$/;

interface Wrapper {
  readonly name: string;
  readonly tensors: [string, string];
  /** True if it changes the type or the device of a tensor before. */
  readonly isConverting: boolean;
}

/** The class whose method returns a call of a loss with its own two tensors, in another type at most; undefined for any other call. */
function wrapperOf(call: Node, file: SourceFile): Wrapper | undefined {
  const method = call.parent?.type === 'return_statement' ? scopeOf(call) : null;
  const around = method ? classAround(method) : null;
  const name = around?.childForFieldName('name')?.text;
  const tensors = around && method && isForwardMethod(method) ? tensorNamesOf(around, 'class', file) : null;
  const given = (file.syntax.call(call)?.slots ?? []).slice(0, 2).map(({ value }) => value?.text ?? '');
  const names = given.map((text) => text.replace(CONVERSIONS, ''));
  return name && tensors && names.join() === tensors.join()
    ? { name, tensors, isConverting: names.join() !== given.join() }
    : undefined;
}

/** True for a call with a switch, such as `from_logits=False`: it may take another input than by default. */
function mayChangeInput(call: Node): boolean {
  const list = call.childForFieldName('arguments');
  return /\b(?:True|False)\b|logits?\s*=|activation|sigmoid\s*=|softmax\s*=|prob\w*\s*=/i.test(
    (list?.namedChildren ?? [])
      .filter(
        (argument) => argument?.type === 'keyword_argument' || /^(?:true|false)$/.test(argument?.type ?? ''),
      )
      .map((argument) => argument?.text ?? '')
      .filter((text) => !/^(?:logits?|probs?|probabilities)\s*=\s*(?!True|False)/.test(text))
      .join(' '),
  );
}

/** True for a call that speaks of the reduction, or unpacks arguments which may. */
function mayChangeReduction(call: Node): boolean {
  const list = call.childForFieldName('arguments');
  return /reduc|size_average|['"](?:none|mean|sum)['"]|\*/.test(list?.text ?? '');
}

/** The names of predictions and targets of a definition; null for one of other tensors. */
export function tensorNamesOf(node: Node, form: string, file: SourceFile): [string, string] | null {
  const functions = node.descendantsOfType('function_definition');
  const method =
    form === 'class'
      ? forwardMethodOf(node)
      : form === 'closure'
        ? functions.find((each) => each && each.id !== node.id)
        : node;
  const parameters = (method && file.syntax.definition(method)?.parameters) ?? [];
  const [first, second] = parameters.flatMap(({ name }) => (name && name !== 'self' ? [name] : []));
  return first !== undefined && second !== undefined ? [first, second] : null;
}

/** Losses of PyTorch that compute with their targets, in floats. */
const OF_FLOATS: ReadonlySet<string> = new Set([
  'torchvision.sigmoid_focal_loss',
  'fvcore.sigmoid_focal_loss',
]);

/** The reduction of a call of a library's loss; null where it is not a constant. */
function reductionOf(call: FocalCall, file: SourceFile): Computes['reduction'] {
  const given = givenArguments(call, file).text('reduction');
  const reduction =
    given === undefined ? call.convention?.defaultReduction : /^['"](\w+)['"]$/.exec(given)?.[1];
  const known = (['none', 'mean', 'sum'] as const).find((each) => each === reduction);
  return call.unpacks ? null : (known ?? null);
}

function ofLibrary(call: FocalCall, computes: Computes | null, file: SourceFile): KnownLoss | undefined {
  const { convention, callee } = call;
  if (convention?.family !== 'focal') {
    return undefined;
  }
  const isMade = /^[A-Z]/.test(callee);
  const [first, second] = convention.parameters.map(({ name }) => name);
  const isOfKeras = convention.callables.some((path) => /^(?:keras|tensorflow|tfa|focal_loss)/.test(path));
  const usual = isOfKeras ? TENSORS_OF_KERAS : TENSORS;
  return {
    link: computes?.link ?? (/sigmoid|binary/i.test(convention.id) ? 'sigmoid' : null),
    input: convention.expectedInput(givenArguments(call, file)),
    isMade,
    reduction: reductionOf(call, file),
    takesFloats: OF_FLOATS.has(convention.id),
    definition: null,
    maker: null,
    tensors: isMade || first === undefined || second === undefined ? usual : [first, second],
  };
}
