import type { Node } from '@vscode/tree-sitter-wasm';
import type { Call } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { type FocalCall, parameterOfSlot } from './focal-calls';
import type { FocalLosses } from './focal-losses';
import { focalCallOfMapping } from './focal-mappings';
import { HandedVariables, iteratedBy } from './handed-variables';
import type { Word } from './identifiers';
import type { Mentions } from './mentions';
import { type FocalParameterName, parameterOfName } from './names';
import type { Taker, Takers } from './takers';

/** Steps from a value that a loss takes back to where it comes from: an attribute, a parameter, the name of its default. */
const MOST_STEPS = 3;
const LISTS: ReadonlySet<string> = new Set(['list', 'tuple', 'array']);

/** The values that focal losses take, followed back through the names and options that hold them. */
export class FollowedValues {
  private readonly handed: HandedVariables<() => Taker>;
  private readonly options: HandedVariables<FocalCall>;

  constructor(
    private readonly file: SourceFile,
    private readonly losses: FocalLosses,
    private readonly mentions: Mentions,
    private readonly takers: Takers,
  ) {
    this.handed = new HandedVariables(file);
    this.options = new HandedVariables(file);
  }

  /** @param words those of `wordsOfLosses` */
  follow(words: readonly Word[]): void {
    for (let step = 0; step < MOST_STEPS; step++) {
      for (const word of words) {
        this.followMention(word);
      }
    }
  }

  /** What takes the name, the attribute or the entry of options that is assigned at a node. */
  takerOfAssigned(path: readonly string[], node: Node): (() => Taker) | undefined {
    const [first = ''] = path;
    const options = path.length === 2 ? this.options.taking([first], node)?.taken : undefined;
    return this.handed.taking(path, node)?.taken ?? (options && (() => this.takers.ofCall(options)));
  }

  /** What takes the attribute that is read, where the class hands it on. */
  takerOfUse(path: readonly string[], node: Node): (() => Taker) | undefined {
    return path.length === 2 ? this.handed.taking(path, node)?.taken : undefined;
  }

  /** The focal loss that a function hands one of its parameters on to: `def build(alpha): return FocalLoss(alpha)`. */
  takerOfParameter(name: Node, parameter: FocalParameterName): (() => Taker) | undefined {
    const handed = this.handed.taking([name.text], name);
    return handed?.parameter === parameter ? handed.taken : undefined;
  }

  /** Remembers a value that a loss is given. */
  hand(call: FocalCall, value: Node, parameter: FocalParameterName): void {
    this.handed.add(() => this.takers.ofCall(call), call.node, value, parameter);
  }

  /** Remembers an options object, or the list whose elements are such. */
  addOptions(call: FocalCall, options: Node): void {
    this.options.add(call, call.node, options);
    const list = options.type === 'identifier' ? iteratedBy(options) : undefined;
    if (list) {
      this.options.add(call, call.node, list);
    }
  }

  /** Follows values that a focal loss takes to where they come from: attributes, defaults, and entries of options. */
  private followMention(word: Word): void {
    const mention = parameterOfName(word.text) && this.mentions.of(word);
    const node = mention && this.mentions.nodeOf(word);
    if (!mention || !node) {
      return;
    }
    if (mention.kind === 'assignment') {
      const handed = this.handed.taking(mention.path, node);
      if (handed?.parameter) {
        this.handed.add(handed.taken, node, mention.value, handed.parameter);
      }
    }
    if (mention.kind === 'parameter' && mention.slot.value) {
      const { definition, slot } = mention;
      const named = parameterOfName(slot.name ?? '')?.parameter;
      const focal =
        this.losses.definitions.of(definition) ??
        this.losses.definitions.around(definition.node).next().value;
      const taker = focal
        ? () => this.takers.ofDefinition(focal)
        : this.handed.taking([word.text], node)?.taken;
      if (taker && named) {
        this.handed.add(taker, definition.node, mention.slot.value, named);
      }
    }
    if (mention.kind === 'entry' && mention.slot.value) {
      const call = focalCallOfMapping(mention.mapping, this.file, (options) => this.callOfOptions(options));
      const parameter = call && parameterOfSlot(call, mention.slot);
      if (call && parameter) {
        this.hand(call, mention.slot.value, parameter);
        const list = iteratedBy(mention.slot.value);
        if (list) {
          this.options.add(call, call.node, list);
        }
      }
    }
  }

  /** The focal loss called with these options: `focalLoss(x, y, { … })`, `FocalLoss(**{ … })`, or through a variable. */
  callOfOptions(options: Node): FocalCall | undefined {
    const holder = options.parent;
    const list = holder?.type === 'dictionary_splat' ? holder.parent : holder;
    const direct = list?.parent ? this.losses.callAt(list.parent) : undefined;
    if (direct || !holder) {
      return direct;
    }
    const owner = LISTS.has(holder.type) ? holder.parent : holder;
    const target = owner?.childForFieldName('left') ?? owner?.childForFieldName('name');
    return target?.type === 'identifier' ? this.options.taking([target.text], target)?.taken : undefined;
  }

  /** The focal loss whose options a call changes: `options.update(gamma=2)`. */
  callOfUpdated({ path, slots, node }: Call): FocalCall | undefined {
    const [name = '', method] = path ?? [];
    const call = method === 'update' ? this.options.taking([name], node)?.taken : undefined;
    return call && { ...call, slots };
  }
}
