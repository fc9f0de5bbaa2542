import type { Node } from '@vscode/tree-sitter-wasm';
import { conventionOfSetting } from '../conventions/conventions';
import type { Mention, Slot } from '../syntax/constructs';
import type { SourceFile } from '../syntax/source-file';
import { type FocalCall, parameterOfSlot } from './focal-calls';
import { FocalLosses, wordsOfLosses } from './focal-losses';
import { focalCallOfMapping } from './focal-mappings';
import type { FocalSite } from './focal-site';
import { FollowedValues } from './followed-values';
import { callThatIsHandedArguments } from './handed-variables';
import type { Word } from './identifiers';
import { InlineCode } from './inline-code';
import { Mentions } from './mentions';
import { type FocalParameterName, type NamedParameter, parameterOfName } from './names';
import { isNameOfVarifocal, type Relative, relativeAround } from './relatives';
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
  private readonly followed: FollowedValues;
  private readonly inline: InlineCode;
  private readonly sites = new Map<number, FocalSite>();
  /** The losses that are given an attribute of settings, such as `args.alpha`, by its name. */
  private readonly givenSettings = new Map<string, FocalCall>();

  constructor(file: SourceFile) {
    this.file = file;
    this.words = wordsOfLosses(file.text);
    this.mentions = new Mentions(file);
    this.losses = new FocalLosses(file, this.words, this.mentions);
    this.values = new ValuesInScope(file, this.losses.definitions);
    this.takers = new Takers(file, this.values);
    this.followed = new FollowedValues(file, this.losses, this.mentions, this.takers);
    this.inline = new InlineCode(file, this.losses.definitions);
  }

  /** The places in the order in which they were found. */
  find(): FocalSite[] {
    for (const call of this.losses.calls) {
      this.addArguments(call);
    }
    this.followed.follow(this.words);
    for (const word of this.words) {
      this.addMention(word);
    }
    return [...this.sites.values()];
  }

  private addArguments(call: FocalCall): void {
    const unpacked = this.file.syntax.call(call.node)?.unpacked ?? [];
    const unnamed = call.slots.flatMap(({ name, value }) => (name === undefined && value ? [value] : []));
    for (const options of [...unpacked, ...unnamed]) {
      this.followed.addOptions(call, options);
    }
    for (const slot of call.slots) {
      const parameter = parameterOfSlot(call, slot);
      if (!parameter || !slot.value) {
        continue;
      }
      this.followed.hand(call, slot.value, parameter);
      const path = this.file.syntax.path(slot.value) ?? [];
      if (path.length === 2 && path[0] !== 'self' && path[0] !== 'this') {
        this.givenSettings.set(`${parameter} ${path[1]}`, call);
      }
      if (slot.name !== undefined || this.isReadable(slot.value)) {
        this.addSite(parameter, slot, this.values.valueOf(slot.value), this.takers.ofCall(call));
      }
    }
  }

  private addMention(word: Word): void {
    const mention = parameterOfName(word.text, true) && this.mentions.of(word);
    const node = mention && this.mentions.nodeOf(word);
    if (mention?.kind === 'option') {
      this.addOption(mention);
      return;
    }
    const named = parameterOfName(word.text);
    if (!node || !named) {
      return;
    }
    const relative = relativeAround(
      node,
      this.file,
      (definition) => this.losses.definitions.of(definition) !== undefined,
    );
    if (relative && this.addOfRelative(mention, node, named, relative)) {
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

  /** Adds a parameter of a relative of focal loss that the file defines. */
  private addOfRelative(
    mention: Mention,
    node: Node,
    { parameter }: NamedParameter,
    { definition, convention }: Relative,
  ): boolean {
    const taker = { ...this.takers.ofSettings(definition.name, []), convention };
    switch (mention.kind) {
      case 'parameter':
        this.addSite(parameter, mention.slot, this.values.defaultOf(mention.slot), taker);
        return true;
      case 'assignment': {
        const slot = { name: parameter, nameNode: node, value: mention.apart ? undefined : mention.value };
        this.addSite(parameter, slot, this.values.valueOf(mention.value), taker);
        return true;
      }
      case 'use': {
        const slot = { name: undefined, nameNode: node, value: undefined };
        this.addSite(parameter, slot, this.values.valueOfPath(mention.path, mention.node), taker);
        return true;
      }
      case 'argument': {
        const isHandedOn = isNameOfVarifocal(mention.call.path?.at(-1) ?? '');
        if (isHandedOn) {
          this.addSite(parameter, mention.slot, this.values.valueOf(mention.slot.value), taker);
        }
        return isHandedOn;
      }
      default:
        return false;
    }
  }

  private addArgument({ call, slot }: Mention & { kind: 'argument' }, named: NamedParameter): void {
    const focalCall =
      this.losses.callOf(call) ??
      callThatIsHandedArguments(call, this.losses.calls, this.file) ??
      this.followed.callOfUpdated(call);
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
    const focalCall = focalCallOfMapping(mapping, this.file, (options) =>
      this.followed.callOfOptions(options),
    );
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

  /** Adds an option that its name, its help or the loss which is given it says to be of a focal loss. */
  private addOption({ slot, help }: Mention & { kind: 'option' }): void {
    const isOfFocalLoss = OF_FOCAL_LOSS.test(help?.text ?? '');
    const named = parameterOfName(slot.name ?? '', isOfFocalLoss);
    const call = this.givenSettings.get(`${named?.parameter} ${slot.name?.replaceAll('-', '_')}`);
    if (!named || !(named.certainty === 'own' || isOfFocalLoss || call)) {
      return;
    }
    // Other arguments may stand between the option and its default.
    const place = { ...slot, value: undefined };
    const alone = this.takers.ofSettings(undefined, []);
    const { convention, alphaRole, given } = call ? this.takers.ofCall(call) : alone;
    const taker: Taker = { ...alone, convention, alphaRole, given, isSetting: true };
    this.addSite(named.parameter, place, this.values.defaultOf(slot), taker);
  }

  private addParameter({ definition, slot }: Mention & { kind: 'parameter' }, named: NamedParameter): void {
    const focal =
      this.losses.definitions.of(definition) ?? this.losses.definitions.around(definition.node).next().value;
    const { nameNode } = slot;
    const handed = focal || !nameNode ? undefined : this.followed.takerOfParameter(nameNode, named.parameter);
    const isKnown = !!focal || !!handed || named.certainty === 'own';
    if (!isKnown && !(nameNode && this.inline.isOfLoss(nameNode))) {
      return;
    }
    let taker = this.takers.ofSettings(definition.name, definition.parameters);
    if (focal) {
      taker = this.takers.ofDefinition(focal);
    } else if (handed) {
      taker = { ...handed(), bothParameters: taker.bothParameters };
    }
    this.addSite(named.parameter, slot, this.values.defaultOf(slot), taker);
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
    const taken = this.followed.takerOfAssigned(path, node);
    const around = this.losses.definitions.around(node).next().value;
    if (!taken && !around && named.certainty !== 'own' && !this.inline.isOfLoss(node)) {
      return;
    }
    let taker = this.takers.ofSettings(undefined, []);
    if (taken && (path.length === 1 || !around)) {
      taker = taken();
    } else if (around) {
      taker = this.takers.ofDefinition(around);
    }
    const convention = taker.convention ?? conventionOfSetting(path);
    const slot = { name: named.parameter, nameNode: node, value: apart ? undefined : value };
    this.addSite(named.parameter, slot, this.values.valueOf(value), { ...taker, convention });
  }

  private addUse({ path, node: whole }: Mention & { kind: 'use' }, node: Node, named: NamedParameter): void {
    const around = this.losses.definitions.around(node).next().value;
    const handed = this.followed.takerOfUse(path, whole);
    const isKnown = around !== undefined || handed !== undefined || named.certainty === 'own';
    if (!isKnown && !this.inline.isOfLoss(node)) {
      return;
    }
    const taker = around
      ? this.takers.ofDefinition(around)
      : (handed?.() ?? this.takers.ofSettings(undefined, []));
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
    const isComputed = value !== undefined && !this.isReadable(value);
    const end = value && !isComputed ? value : start;
    this.sites.set(start.startIndex, {
      parameter,
      value: found.value,
      origin: found.origin,
      ...(found.from ? { from: found.from } : {}),
      ...taker,
      ...(nameNode ? {} : { isPositional: true as const }),
      ...(isComputed ? { isComputed } : {}),
      bothParameters: { ...taker.bothParameters, [parameter]: found.value },
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
