import type { Node } from '@vscode/tree-sitter-wasm';
import { conventionOfSetting } from '../conventions/conventions';
import type { Mention, Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { type FocalCall, parameterOfSlot } from './focal-calls';
import { FocalLosses, wordsOfLosses } from './focal-losses';
import { focalCallOfMapping } from './focal-mappings';
import type { FocalSite } from './focal-site';
import { callThatIsHandedArguments, HandedVariables } from './handed-variables';
import type { Word } from './identifiers';
import { InlineCode } from './inline-code';
import { Mentions } from './mentions';
import { type FocalParameterName, type NamedParameter, parameterOfName } from './names';
import { type Taker, Takers } from './takers';
import type { FoundValue } from './value';
import { ValuesInScope } from './values-in-scope';

/** Matches a help text that speaks of focal loss itself. */
const OF_FOCAL_LOSS = /\bfocal[\s_-]?loss/i;

/** Finds the parameters of the focal losses that a file defines and calls. */
export class SiteFinder {
  private readonly file: SourceFile;
  private readonly words: readonly Word[];
  private readonly mentions: Mentions;
  private readonly losses: FocalLosses;
  private readonly values: ValuesInScope;
  private readonly takers: Takers;
  private readonly handed: HandedVariables;
  private readonly options: HandedVariables;
  private readonly inline: InlineCode;
  private readonly sites = new Map<number, FocalSite>();

  constructor(file: SourceFile) {
    this.file = file;
    this.words = wordsOfLosses(file.text);
    this.mentions = new Mentions(file);
    this.losses = new FocalLosses(file, this.words, this.mentions);
    this.values = new ValuesInScope(file, this.losses.definitions);
    this.takers = new Takers(file, this.values);
    this.handed = new HandedVariables(file);
    this.options = new HandedVariables(file);
    this.inline = new InlineCode(file, this.losses.definitions);
  }

  find(): FocalSite[] {
    for (const call of this.losses.calls) {
      this.addArguments(call);
    }
    for (const word of this.words) {
      this.addMention(word);
    }
    return withCompanions([...this.sites.values()]).sort(
      (first, second) => first.range.start - second.range.start,
    );
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
        this.addSite(parameter, slot, this.values.valueOf(slot.value), this.takers.ofCall(call));
      }
    }
  }

  private addMention(word: Word): void {
    const named = parameterOfName(word.text);
    const mention = named && this.mentions.of(word);
    const node = mention && this.mentions.nodeOf(word);
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
    const focalCall =
      this.losses.callOf(call) ?? callThatIsHandedArguments(call, this.losses.calls, this.file);
    const parameter = focalCall ? parameterOfSlot(focalCall, slot) : named.parameter;
    if (!parameter || (!focalCall && named.certainty !== 'own')) {
      return;
    }
    const taker = focalCall
      ? this.takers.ofCall(focalCall)
      : this.takers.ofSettings(call.path?.at(-1), call.slots);
    this.addSite(parameter, slot, this.values.valueOf(slot.value), taker);
  }

  private addEntry({ mapping, slot }: Mention & { kind: 'entry' }, named: NamedParameter): void {
    const focalCall = focalCallOfMapping(mapping, this.file, (options) => this.callOfOptions(options));
    if (!focalCall && named.certainty !== 'own') {
      return;
    }
    const taker = focalCall
      ? this.takers.ofCall(focalCall)
      : this.takers.ofSettings(undefined, mapping.slots);
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
    const direct = list?.parent ? this.losses.callAt(list.parent) : undefined;
    if (direct || !holder) {
      return direct;
    }
    const target = holder.childForFieldName('left') ?? holder.childForFieldName('name');
    return target?.type === 'identifier' ? this.options.callThatTakes(target.text, holder) : undefined;
  }

  /** Adds an option that its name or its help says to be of a focal loss. */
  private addOption({ slot, help }: Mention & { kind: 'option' }): void {
    const named = parameterOfName(slot.name ?? '');
    const isOfFocalLoss = named?.certainty === 'own' || OF_FOCAL_LOSS.test(help?.text ?? '');
    if (!named || !isOfFocalLoss) {
      return;
    }
    // Other arguments may stand between the option and its default.
    const place = { ...slot, value: undefined };
    const taker: Taker = { ...this.takers.ofSettings(undefined, []), isSetting: true };
    this.addSite(named.parameter, place, this.values.defaultOf(slot), taker);
  }

  private addParameter({ definition, slot }: Mention & { kind: 'parameter' }, named: NamedParameter): void {
    const focal =
      this.losses.definitions.of(definition) ?? this.losses.definitions.around(definition.node).next().value;
    const { nameNode } = slot;
    const call = focal || !nameNode ? undefined : this.callThatTakes(nameNode, named.parameter);
    const isKnown = !!focal || !!call || named.certainty === 'own';
    if (!isKnown && !(nameNode && this.inline.isOfLoss(nameNode))) {
      return;
    }
    let taker = this.takers.ofSettings(definition.name, definition.parameters);
    if (focal) {
      taker = this.takers.ofDefinition(focal);
    } else if (call) {
      taker = { ...this.takers.ofCall(call), companions: taker.companions };
    }
    this.addSite(named.parameter, slot, this.values.defaultOf(slot), taker);
  }

  /** The focal loss that a function hands one of its parameters on to: `def build(alpha): return FocalLoss(alpha)`. */
  private callThatTakes(parameterNode: Node, parameter: FocalParameterName): FocalCall | undefined {
    const call = this.handed.callThatTakes(parameterNode.text, parameterNode);
    const slot = call?.slots.find(({ value }) => value?.text === parameterNode.text);
    return call && slot && parameterOfSlot(call, slot) === parameter ? call : undefined;
  }

  private addField({ owner, slot }: Mention & { kind: 'field' }, named: NamedParameter): void {
    const definition = this.file.syntax.definition(owner);
    const focal = definition && this.losses.definitions.of(definition);
    if (!focal && named.certainty !== 'own') {
      return;
    }
    const taker = focal ? this.takers.ofDefinition(focal) : this.takers.ofSettings(definition?.name, []);
    this.addSite(named.parameter, slot, this.values.defaultOf(slot), { ...taker, isSetting: true });
  }

  private addAssignment(
    { path, value, apart }: Mention & { kind: 'assignment' },
    node: Node,
    named: NamedParameter,
  ): void {
    const call = path.length === 1 ? this.handed.callThatTakes(node.text, node) : undefined;
    const around = this.losses.definitions.around(node).next().value;
    if (!call && !around && named.certainty !== 'own' && !this.inline.isOfLoss(node)) {
      return;
    }
    let taker = this.takers.ofSettings(undefined, []);
    if (call) {
      taker = this.takers.ofCall(call);
    } else if (around) {
      taker = this.takers.ofDefinition(around);
    }
    const convention = taker.convention ?? conventionOfSetting(path);
    const slot = { name: named.parameter, nameNode: node, value: apart ? undefined : value };
    this.addSite(named.parameter, slot, this.values.valueOf(value), { ...taker, convention });
  }

  private addUse({ path, node: whole }: Mention & { kind: 'use' }, node: Node, named: NamedParameter): void {
    const around = this.losses.definitions.around(node).next().value;
    if (!around && named.certainty !== 'own' && !this.inline.isOfLoss(node)) {
      return;
    }
    const taker = around ? this.takers.ofDefinition(around) : this.takers.ofSettings(undefined, []);
    const convention = taker.convention ?? conventionOfSetting(path);
    const slot = { name: undefined, nameNode: node, value: undefined };
    this.addSite(named.parameter, slot, this.values.valueOfPath(path, whole), { ...taker, convention });
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
      ...(nameNode ? {} : { isPositional: true as const }),
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

/** The α and the γ of settings belong together if a file has one of each. */
function withCompanions(sites: readonly FocalSite[]): FocalSite[] {
  const settings = sites.filter(({ isSetting, callee }) => isSetting || callee === undefined);
  const [alphas, gammas] = (['alpha', 'gamma'] as const).map((parameter) =>
    settings.filter((site) => site.parameter === parameter && site.value !== undefined),
  );
  if (alphas?.length !== 1 || gammas?.length !== 1) {
    return [...sites];
  }
  const companions = { alpha: alphas[0]?.value, gamma: gammas[0]?.value };
  return sites.map((site) => (settings.includes(site) ? { ...site, companions } : site));
}
