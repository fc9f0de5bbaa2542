import type { Node } from '@vscode/tree-sitter-wasm';
import type { ExpectedInput } from '../../../loss/variants/variant';
import { amongChoices, isUnderCondition } from '../../flow/choices';
import { givenTo } from '../../flow/values-given';
import { type CalledLoss, calledLossesIn } from '../../losses/called-losses';
import { type FocalCall, givenArguments } from '../../losses/focal-calls';
import { returnedValues } from '../../losses/returned-values';
import { SCRIPT_METHODS } from '../../syntax/forward-methods';
import {
  bare,
  calleeOf,
  classAround,
  isCall,
  isFunction,
  memberOf,
  ownProperty,
} from '../../syntax/node-shapes';
import type { SourceFile } from '../../syntax/source-file';
import { isSame } from '../../syntax/tree';
import type { Computes, Verdict } from '../../verdict/document';
import type { FileSubject, LossSubject } from '../rule';
import { wrapperOf } from './loss-wrappers';
import { mayChangeInput, mayChangeReduction } from './options-of-calls';
import { tensorNamesOf } from './tensor-names';

/** A focal loss that a call may call. */
export interface KnownLoss {
  readonly link: Computes['link'];
  /** Null where the loss takes its input for both. */
  readonly input: ExpectedInput | null;
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

  private readonly file: SourceFile;

  constructor({ file, losses }: FileSubject) {
    this.file = file;
    for (const definition of losses) {
      const { code, verdict, measure } = definition;
      const { computes } = verdict;
      const tensors =
        code.kind === 'definition'
          ? (measure?.runner.tensors ?? tensorNamesOf(code.node, verdict.form, file))
          : null;
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
      const computes = own?.verdict.computes ?? null;
      if (isPartial(called)) {
        this.keepPartial(called, ofLibrary(call, computes, file), computes);
        continue;
      }
      const loss = ofLibrary(call, computes, file) ?? (own && this.ofOtherFile(called, own));
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

  /** Keeps the function of a loss with settings, `partial(focal_loss, gamma=2)`, as a loss that is made. */
  private keepPartial(
    { call, callee }: CalledLoss,
    ofLibrary: KnownLoss | undefined,
    computes: Computes | null,
  ): void {
    const loss = ofLibrary ?? (callee ? this.definitions.get(callee.text) : undefined);
    const takesTensors = call.slots.every(({ name }) => name !== undefined);
    if (loss && !loss.isMade && takesTensors && (ofLibrary || computes)) {
      const { input, reduction } = computes ?? loss;
      this.calls.set(call.node.id, { ...loss, input, reduction, isMade: true });
    }
  }

  /** The loss of another file that a call calls or makes, under the arguments of the call. */
  private ofOtherFile(
    { call, callee }: CalledLoss,
    { verdict, measure }: LossSubject,
  ): KnownLoss | undefined {
    const tensors = measure?.runner.tensors;
    const isCalled = callee && isSame(callee, calleeOf(call.node));
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
    const callee = calleeOf(call);
    const direct = this.calls.get(call.id) ?? (callee && this.defined(callee, call));
    if (direct) {
      return direct.isMade ? undefined : direct;
    }
    // `criterion(x, y)`, `criterion.compute(x, y)`
    const method = memberOf(callee);
    const isOfLoss = method && SCRIPT_METHODS.includes(method.name);
    const held = (callee && this.madeBy(callee)) ?? (isOfLoss ? this.madeBy(method.object) : undefined);
    // A call may give a function other settings than `partial` did.
    const isPartly = !!held?.maker && /\bpartial$/.test(calleeOf(held.maker)?.text ?? '');
    return isPartly && this.file.syntax.call(call)?.slots.length !== 2
      ? undefined
      : (held ?? (callee ? this.chosen(callee) : undefined));
  }

  /**
   * The focal loss among those that a setting chooses from, where the code calls all of them alike; undefined where it has focal
   * losses of different inputs.
   */
  private chosen(callee: Node): KnownLoss | undefined {
    const [first, ...others] = amongChoices(callee, (held) => this.madeBy(held));
    const isSameInput = others.every(({ link, input }) => link === first?.link && input === first.input);
    return first && isSameInput && !isUnderCondition(callee) ? { ...first, reduction: null } : undefined;
  }

  /** The loss of the file that a call calls or makes, with the input that it takes under the arguments of the call. */
  private defined(callee: Node, call: Node): KnownLoss | undefined {
    const loss = this.definitions.get(callee.text) ?? this.methodCalled(callee);
    const computes = this.computed.get(call.id);
    if (!loss || (!computes?.input && mayChangeInput(call, this.file))) {
      return undefined;
    }
    const reduction = computes ? computes.reduction : mayChangeReduction(call) ? null : loss.reduction;
    return { ...loss, input: computes?.input ?? loss.input, reduction };
  }

  /** The loss that a method of the same class computes: `self.focal_loss(…)`. */
  private methodCalled(callee: Node): KnownLoss | undefined {
    const name = ownProperty(callee);
    const around = name === null ? undefined : classAround(callee);
    return around && this.methods.get(`${around.id}.${name}`);
  }

  /** The loss that is given to something which calls it. */
  given(expression: Node): KnownLoss | undefined {
    const named = this.definitions.get(expression.text);
    return named && !named.isMade ? named : (this.madeBy(expression) ?? this.handedOn(expression));
  }

  /** The loss to which a function without a name hands its own two tensors: `(yTrue, yPred) => focal(yTrue, yPred, 2)`. */
  private handedOn(expression: Node): KnownLoss | undefined {
    const [call, other] = isFunction(expression) ? returnedValues(expression) : [];
    const own = call && !other && isCall(call) ? this.calledBy(call) : undefined;
    const { syntax } = this.file;
    const parameters =
      syntax
        .definition(expression)
        ?.parameters.slice(0, 2)
        .map(({ name }) => name) ?? [];
    const given = call
      ? (syntax
          .call(call)
          ?.slots.slice(0, 2)
          .map(({ value }) => value?.text) ?? [])
      : [];
    return parameters.length === 2 && given.join() === parameters.join() ? own : undefined;
  }

  /** The loss that an expression holds. */
  private madeBy(expression: Node, steps = MOST_STEPS): KnownLoss | undefined {
    if (steps === 0) {
      return undefined;
    }
    if (isCall(expression)) {
      const callee = calleeOf(expression);
      const made = this.calls.get(expression.id) ?? (callee && this.defined(callee, expression));
      const object = memberOf(callee)?.object;
      // `FocalLoss().to(device)`
      return made?.isMade
        ? { ...made, maker: expression }
        : object
          ? this.madeBy(object, steps - 1)
          : undefined;
    }
    const given = givenTo(expression);
    const value = given && bare(given);
    return value && isCall(value) ? this.madeBy(value, steps - 1) : undefined;
  }
}

/** True for `partial(loss, …)`. */
function isPartial({ call, callee }: CalledLoss): boolean {
  const own = calleeOf(call.node);
  return !!callee && !!own && !isSame(callee, own);
}

/** A loss as its verdict shows it; undefined where that shows nothing. */
function judgedLoss(
  { computes, form, edgeCases }: Verdict,
  tensors: KnownLoss['tensors'],
  definition: LossSubject | null,
): KnownLoss | undefined {
  if (!computes) {
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

/** The link that the name of a library's loss tells; null where a run has to show it. */
function linkNamedIn(id: string): Computes['link'] {
  return /sigmoid|binary/i.test(id) ? 'sigmoid' : /softmax|categorical/i.test(id) ? 'softmax' : null;
}

function ofLibrary(call: FocalCall, computes: Computes | null, file: SourceFile): KnownLoss | undefined {
  const { convention, callee } = call;
  if (convention?.family !== 'focal') {
    return undefined;
  }
  const isMade = /^[A-Z]/.test(callee);
  const [first, second] = convention.parameters.map(({ name }) => name);
  const isOfKeras = convention.callables.some((path) =>
    /^(?:keras|tensorflow|tfa|focal_loss|official\.)/.test(path),
  );
  const usual = isOfKeras ? TENSORS_OF_KERAS : TENSORS;
  return {
    link: computes?.link ?? linkNamedIn(convention.id),
    input: convention.expectedInput(givenArguments(call, file)),
    isMade,
    reduction: reductionOf(call, file),
    takesFloats: OF_FLOATS.has(convention.id),
    definition: null,
    maker: null,
    tensors: isMade || first === undefined || second === undefined ? usual : [first, second],
  };
}
