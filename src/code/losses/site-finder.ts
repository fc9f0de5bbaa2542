import type { Node } from '@vscode/tree-sitter-wasm';
import {
  type AlphaRole,
  type Convention,
  type GivenArguments,
  NOTHING_GIVEN,
} from '../conventions/convention';
import { conventionOfCallable, conventionOfSetting } from '../conventions/conventions';
import type { Mention, Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { isSame } from '../syntax/tree';
import { type FocalCall, focalCallOf, givenArguments, knownParameter, parameterOfSlot } from './focal-calls';
import { type FocalDefinition, FocalDefinitions, isNamed } from './focal-definitions';
import { focalCallOfMapping } from './focal-mappings';
import type { Companions, FocalSite } from './focal-site';
import { HandedVariables } from './handed-variables';
import { occurrencesOf, type Word, wordsContaining } from './identifiers';
import { type FocalParameterName, isFocalLossName, type NamedParameter, parameterOfName } from './names';
import type { FoundValue, ParameterValue } from './value';
import { ValuesInScope } from './values-in-scope';

const WORTH_A_LOOK = /alpha|gamma|α|γ|focusing|focal/giu;

/** The function, class or config entry that takes the parameter at a site. */
interface Taker {
  readonly callee: string | undefined;
  readonly convention: Convention | undefined;
  readonly alphaRole?: AlphaRole | undefined;
  readonly given: GivenArguments;
  readonly companions: Companions;
}

/** Finds the sites of one file: first the focal losses that it defines and calls, then the parameters of those. */
export class SiteFinder {
  private readonly file: SourceFile;
  private readonly definitions: FocalDefinitions;
  private readonly values: ValuesInScope;
  private readonly definitionsByName = new Map<string, FocalDefinition>();
  private readonly calls = new Map<number, FocalCall>();
  private readonly handed: HandedVariables;
  private readonly options: HandedVariables;
  private readonly sites = new Map<number, FocalSite>();
  private readonly mentions = new Map<Word, Mention | undefined>();
  private readonly takers = new Map<FocalCall, Taker>();

  constructor(file: SourceFile) {
    this.file = file;
    this.definitions = new FocalDefinitions(file);
    this.values = new ValuesInScope(file, this.definitions);
    this.handed = new HandedVariables(file);
    this.options = new HandedVariables(file);
  }

  find(): FocalSite[] {
    const words = wordsContaining(this.file.text, WORTH_A_LOOK);
    for (const word of words) {
      this.learnNames(word);
    }
    for (const word of occurrencesOf(this.file.text, this.namesOfLosses(words))) {
      this.collectCall(word);
    }
    for (const call of this.calls.values()) {
      this.addArguments(call);
    }
    for (const word of words) {
      this.addMention(word);
    }
    return [...this.sites.values()].sort((first, second) => first.range.start - second.range.start);
  }

  private nodeOf({ start, text }: Word): Node | undefined {
    return this.file.root.descendantForIndex(start, start + text.length) ?? undefined;
  }

  private mentionOf(word: Word): Mention | undefined {
    if (!this.mentions.has(word)) {
      const node = this.nodeOf(word);
      this.mentions.set(word, node ? this.file.syntax.mentionAt(node) : undefined);
    }
    return this.mentions.get(word);
  }

  /** Collects the focal losses that the file defines, and aliases of imported ones. */
  private learnNames(word: Word): void {
    const mention = this.mentionOf(word);
    if (mention?.kind === 'parameter') {
      const own = this.definitions.of(mention.definition);
      for (const focal of own ? [own] : this.definitions.around(mention.definition.node)) {
        if (focal.definition.name) {
          this.definitionsByName.set(focal.definition.name, focal);
        }
      }
    }
    if (mention?.kind === 'use' && isFocalLossName(word.text)) {
      const holder = mention.node.parent;
      const target = holder?.childForFieldName('left') ?? holder?.childForFieldName('name');
      const isRenaming = target?.type === 'identifier' && !isSame(target, mention.node);
      if (isRenaming) {
        this.file.names.addAlias(target.text, mention.path);
      }
    }
  }

  private namesOfLosses(words: readonly Word[]): Set<string> {
    return new Set([
      ...words.map(({ text }) => text).filter(isFocalLossName),
      ...this.definitionsByName.keys(),
      ...this.file.names.namesFor(
        (name) => !!conventionOfCallable(name) || isFocalLossName(name.split('.').at(-1) ?? name),
      ),
    ]);
  }

  /** Collects the call of this callee, or the call that takes it: `partial(sigmoid_focal_loss, …)`, `build('focal', …)`. */
  private collectCall(word: Word): void {
    const node = this.nodeOf(word);
    if (!node) {
      return;
    }
    const called = this.file.syntax.callOfCallee(node);
    if (called) {
      this.addCall(focalCallOf(called, this.file, this.definitionsByName));
      return;
    }
    let argument = node;
    while (argument.parent && this.isPartOfArgument(argument, argument.parent)) {
      argument = argument.parent;
    }
    const outer = argument.parent?.parent;
    const call = outer ? this.file.syntax.call(outer) : undefined;
    if (call && isSame(call.slots[0]?.value, argument)) {
      this.addCall(focalCallOf(call, this.file, this.definitionsByName));
    }
  }

  private isPartOfArgument(node: Node, parent: Node): boolean {
    return parent.type === 'string' || (parent.endIndex === node.endIndex && !!this.file.syntax.path(parent));
  }

  private addCall(call: FocalCall | undefined): void {
    if (call) {
      this.calls.set(call.node.id, call);
    }
  }

  private addArguments(call: FocalCall): void {
    const unpacked = this.file.syntax.call(call.node)?.unpacked ?? [];
    const unnamed = call.slots.flatMap(({ name, value }) => (name === undefined && value ? [value] : []));
    for (const options of [...unpacked, ...unnamed]) {
      this.options.add(call, options);
    }
    for (const slot of call.slots) {
      const parameter = parameterOfSlot(call, slot);
      if (!parameter || !slot.value) {
        continue;
      }
      this.handed.add(call, slot.value);
      if (slot.name !== undefined || this.isReadable(slot.value)) {
        this.addSite(parameter, slot, this.values.valueOf(slot.value), this.takerOfCall(call));
      }
    }
  }

  private addMention(word: Word): void {
    const named = parameterOfName(word.text);
    const mention = named && this.mentionOf(word);
    const node = mention && this.nodeOf(word);
    if (!node || !mention) {
      return;
    }
    switch (mention.kind) {
      case 'argument':
        this.addArgument(mention, named);
        break;
      case 'entry':
        this.addEntry(mention, named);
        break;
      case 'parameter':
        this.addParameter(mention, named);
        break;
      case 'option':
        this.addOption(mention);
        break;
      case 'field':
        this.addField(mention, named);
        break;
      case 'assignment':
        this.addAssignment(mention, node, named);
        break;
      case 'use':
        this.addUse(mention, node, named);
        break;
    }
  }

  private addArgument({ call, slot }: Mention & { kind: 'argument' }, named: NamedParameter): void {
    const focalCall = this.calls.get(call.node.id) ?? focalCallOf(call, this.file, this.definitionsByName);
    const parameter = focalCall ? parameterOfSlot(focalCall, slot) : named.parameter;
    if (!parameter || (!focalCall && named.certainty !== 'own')) {
      return;
    }
    const taker = focalCall
      ? this.takerOfCall(focalCall)
      : this.takerOfSettings(call.path?.at(-1), call.slots);
    this.addSite(parameter, slot, this.values.valueOf(slot.value), taker);
  }

  private addEntry({ mapping, slot }: Mention & { kind: 'entry' }, named: NamedParameter): void {
    const focalCall = focalCallOfMapping(mapping, this.file, (options) => this.callOfOptions(options));
    if (!focalCall && named.certainty !== 'own') {
      return;
    }
    const taker = focalCall ? this.takerOfCall(focalCall) : this.takerOfSettings(undefined, mapping.slots);
    const convention = taker.convention ?? conventionOfSetting([slot.name ?? '']);
    const found = this.values.valueOf(slot.value);
    // Several values that no loss takes are those of a search: `"fl_gamma": (0, 0.0, 2.0)`.
    const isSearched = !focalCall && Array.isArray(found.value);
    const value = isSearched ? undefined : found.value;
    this.addSite(named.parameter, slot, { ...found, value }, { ...taker, convention });
  }

  /** The focal loss called with these options: `focalLoss(x, y, { … })`, `FocalLoss(**{ … })`, or through a variable. */
  private callOfOptions(options: Node): FocalCall | undefined {
    const holder = options.parent;
    const list = holder?.type === 'dictionary_splat' ? holder.parent : holder;
    const direct = list?.parent ? this.calls.get(list.parent.id) : undefined;
    if (direct || !holder) {
      return direct;
    }
    const target = holder.childForFieldName('left') ?? holder.childForFieldName('name');
    return target?.type === 'identifier' ? this.options.callThatTakes(target.text, holder) : undefined;
  }

  private addOption({ slot }: Mention & { kind: 'option' }): void {
    const named = parameterOfName(slot.name ?? '');
    if (named?.certainty !== 'own') {
      return;
    }
    // Other arguments may stand between the option and its default.
    const place = { ...slot, value: undefined };
    this.addSite(named.parameter, place, this.values.defaultOf(slot), this.takerOfSettings(undefined, []));
  }

  private addParameter({ definition, slot }: Mention & { kind: 'parameter' }, named: NamedParameter): void {
    const focal = this.definitions.of(definition) ?? this.definitions.around(definition.node).next().value;
    if (!focal && named.certainty !== 'own') {
      return;
    }
    const taker = focal
      ? this.takerOfDefinition(focal)
      : this.takerOfSettings(definition.name, definition.parameters);
    this.addSite(named.parameter, slot, this.values.defaultOf(slot), taker);
  }

  private addField({ owner, slot }: Mention & { kind: 'field' }, named: NamedParameter): void {
    const definition = this.file.syntax.definition(owner);
    const focal = definition && this.definitions.of(definition);
    if (!focal && named.certainty !== 'own') {
      return;
    }
    const taker = focal ? this.takerOfDefinition(focal) : this.takerOfSettings(definition?.name, []);
    this.addSite(named.parameter, slot, this.values.defaultOf(slot), taker);
  }

  private addAssignment(
    { path, value, apart }: Mention & { kind: 'assignment' },
    node: Node,
    named: NamedParameter,
  ): void {
    const call = path.length === 1 ? this.handed.callThatTakes(node.text, node) : undefined;
    const around = this.definitions.around(node).next().value;
    if (!call && !around && named.certainty !== 'own') {
      return;
    }
    let taker = this.takerOfSettings(undefined, []);
    if (call) {
      taker = this.takerOfCall(call);
    } else if (around) {
      taker = this.takerOfDefinition(around);
    }
    const convention = taker.convention ?? conventionOfSetting(path);
    const slot = { name: named.parameter, nameNode: node, value: apart ? undefined : value };
    this.addSite(named.parameter, slot, this.values.valueOf(value), { ...taker, convention });
  }

  private addUse({ path, node: whole }: Mention & { kind: 'use' }, node: Node, named: NamedParameter): void {
    const around = this.definitions.around(node).next().value;
    if (!around && named.certainty !== 'own') {
      return;
    }
    const taker = around ? this.takerOfDefinition(around) : this.takerOfSettings(undefined, []);
    const convention = taker.convention ?? conventionOfSetting(path);
    const slot = { name: undefined, nameNode: node, value: undefined };
    this.addSite(named.parameter, slot, this.values.valueOfPath(path, whole), { ...taker, convention });
  }

  private takerOfCall(call: FocalCall): Taker {
    const known = this.takers.get(call) ?? this.judgeCall(call);
    this.takers.set(call, known);
    return known;
  }

  private judgeCall(call: FocalCall): Taker {
    const companion = (parameter: FocalParameterName): ParameterValue => {
      const slot = call.slots.find((given) => parameterOfSlot(call, given) === parameter);
      if (slot) {
        return this.values.valueOf(slot.value).value;
      }
      if (call.unpacks) {
        return undefined;
      }
      const known = knownParameter(call, parameter);
      return known?.declaration ? this.values.defaultOf(known.declaration).value : known?.default;
    };
    return {
      callee: call.callee,
      convention: call.convention,
      alphaRole: call.alphaRole,
      given: givenArguments(call, this.file),
      companions: { alpha: companion('alpha'), gamma: companion('gamma') },
    };
  }

  private takerOfDefinition({ definition, parameters, alphaRole }: FocalDefinition): Taker {
    return { ...this.takerOfSettings(definition.name, parameters), alphaRole };
  }

  private takerOfSettings(callee: string | undefined, slots: readonly Slot[]): Taker {
    const companion = (parameter: FocalParameterName): ParameterValue =>
      this.values.valueOf(slots.find(isNamed(parameter))?.value).value;
    return {
      callee,
      convention: undefined,
      given: NOTHING_GIVEN,
      companions: { alpha: companion('alpha'), gamma: companion('gamma') },
    };
  }

  private addSite(parameter: FocalParameterName, slot: Slot, found: FoundValue, taker: Taker): void {
    const { nameNode, value } = slot;
    const start = nameNode ?? value;
    if (!start || this.sites.has(start.startIndex)) {
      return;
    }
    const end = value && this.isReadable(value) ? value : start;
    this.sites.set(start.startIndex, {
      parameter,
      value: found.value,
      origin: found.origin,
      ...taker,
      companions: { ...taker.companions, [parameter]: found.value },
      range: { start: start.startIndex, end: end.endIndex },
    });
  }

  /** True if the expression is a constant or a plain name: a hover over it can only mean the parameter. */
  private isReadable(expression: Node): boolean {
    return (
      this.file.syntax.constant(expression).isConstant || this.file.syntax.path(expression) !== undefined
    );
  }
}
