import { complement } from '../../format/complement';
import { exactNumberText } from '../../format/number-text';
import type { AlphaRole } from '../../loss/variants/variant';
import type { Messages } from '../../messages/messages';
import type { LossAddress } from '../../protocol/loss-plot';
import type { FocalSite } from '../losses/focal-site';
import type { ParameterValue } from '../losses/value';
import type { DiagnosedLoss } from '../rules/diagnose';
import { shortText } from '../rules/diagnostic';
import type { RuleId } from '../rules/rule';
import type { Computes, ParameterInRun, Verdict } from '../verdict/document';
import { notUnderstoodText } from '../verdict/words';
import { alphaRoleAt } from './alpha-meaning';
import type { ThemeKind } from './curve-image';
import { explainSite, pictureBesideNotes } from './explanation';
import { gammaMeaning } from './gamma-meaning';
import { computesText, faultsInWords, type NameOfLine, summaryOf } from './loss-summary';

/** The rules that say what becomes of γ. */
const RULES_OF_GAMMA: ReadonlySet<RuleId> = new Set([
  'p-instead-of-pt',
  'swapped-modulation',
  'gamma-not-exponent',
  'reduced-before-modulation',
]);

/** A loss that was run, and the address under which it is plotted; null where it cannot be. */
interface Judged {
  readonly loss: DiagnosedLoss;
  readonly address: LossAddress | null;
}

/** The hover's text for the name of a loss that was run: Markdown with a link to its plot. */
export function explainLoss({ loss, address }: Judged, messages: Messages): string {
  const { verdict } = loss;
  const { codeLosses } = messages;
  const name = `**${verdict.name}**`;
  if (verdict.notUnderstood) {
    return codeLosses.hover.heading({ name, what: summaryOf(loss, messages).detail });
  }
  const { computes, kind } = verdict;
  const nameOfLine = linkedLines(address, messages);
  const isObjective = kind === 'objective';
  const formula = computes ? computesText(computes, messages) : '';
  const what = isObjective ? codeLosses.objective(formula) : formula;
  const settings = (['alpha', 'gamma'] as const).flatMap((parameter) =>
    settingText(loss, parameter, messages, nameOfLine),
  );
  return [
    what === '' ? name : codeLosses.hover.heading({ name, what }),
    listOfFaults(loss, messages, nameOfLine),
    settings.map((setting) => `- ${setting}`).join('\n'),
    // An objective returns derivatives, and no loss to plot.
    computes && !isObjective ? plotLink(address, messages) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function listOfFaults(loss: DiagnosedLoss, messages: Messages, nameOfLine: NameOfLine): string {
  return faultsInWords(loss, messages, nameOfLine)
    .map(({ text }) => `- $(warning) ${text}`)
    .join('\n');
}

/** States in numbers what the defaults of a parameter do; nothing of γ where a fault says it. */
function settingText(
  loss: DiagnosedLoss,
  name: 'alpha' | 'gamma',
  messages: Messages,
  nameOfLine: NameOfLine,
): string[] {
  const { verdict } = loss;
  const parameter = verdict.parameters[name];
  const value = parameter?.default ?? undefined;
  if (!parameter || value === undefined) {
    return [];
  }
  const effect =
    name === 'alpha' ? effectOfAlpha(verdict, value, messages.codeLosses) : exponentOf(verdict, messages);
  return effect === null
    ? []
    : [
        messages.codeLosses.hover.setting({
          name: `\`${parameter.name}=${valueText(value)}\``,
          effect: withLine(effect, parameter, nameOfLine, messages),
        }),
      ];
}

/**
 * The hover's text for an α or γ of a loss that was run. Where the run has no answer, it says so instead of a guess; where the run
 * did not come to its end, it says so beside the reading of the text.
 */
export function explainParameter(
  site: FocalSite,
  { loss, address }: Judged,
  theme: ThemeKind,
  messages: Messages,
): string {
  const { hover } = messages.codeLosses;
  const { verdict } = loss;
  const symbol = `**${site.parameter === 'alpha' ? 'α' : 'γ'}**`;
  if (verdict.notUnderstood) {
    const reason = notUnderstoodText(messages, verdict.notUnderstood);
    return [hover.readFromText(reason), explainSite(site, theme, messages)].join('\n\n');
  }
  if (verdict.kind === 'objective') {
    return [explainSite(site, theme, messages), summaryOf(loss, messages).text].join('\n\n');
  }
  const nameOfLine = linkedLines(address, messages);
  if (!verdict.computes) {
    return [symbol, listOfFaults(loss, messages, nameOfLine)].join('\n\n');
  }
  if (site.convention && (verdict.kind === 'call' || verdict.kind === 'configuration')) {
    const shown = hover.withTheseValues(computesText(verdict.computes, messages));
    return explainSite(site, theme, messages, [shown]);
  }
  const parameter = verdict.parameters[site.parameter];
  const value = site.value ?? undefined;
  const stated = value === undefined || value === 'none' ? symbol : `${symbol} = ${valueText(value)}`;
  const effect =
    site.parameter === 'alpha'
      ? effectOfAlpha(verdict, value, messages.codeLosses)
      : effectOfGamma(loss, messages);
  const sentences =
    site.parameter === 'gamma' && verdict.computes.gammaIsExponentOf === '1-p_t'
      ? [messages.paragraph(gammaMeaning(site, messages))]
      : [];
  return [
    hover.heading({
      name: stated,
      what: withLine(effect ?? hover.unknown, parameter, nameOfLine, messages),
    }),
    ...sentences,
    picture(site, verdict.computes, theme, messages),
    plotLink(address, messages),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The paper's curves with the role of α that the run showed; empty where the loss has another shape. */
function picture(
  site: FocalSite,
  { gammaIsExponentOf, alphaRole }: Computes,
  theme: ThemeKind,
  messages: Messages,
): string {
  const isOfTwoSides = alphaRole !== null && alphaRole !== 'perClass' && alphaRole !== 'positivesOnly';
  const drawn: FocalSite = isOfTwoSides ? { ...site, alphaRole } : site;
  const isDrawnRight =
    gammaIsExponentOf === '1-p_t' && (site.parameter === 'gamma' || alphaRole === alphaRoleAt(drawn));
  return isDrawnRight ? pictureBesideNotes(drawn, theme, messages) : '';
}

function withLine(
  effect: string,
  parameter: ParameterInRun | null,
  nameOfLine: NameOfLine,
  { codeLosses }: Messages,
): string {
  const line = parameter?.line ?? null;
  return line === null ? effect : codeLosses.faultAt({ fault: effect, place: nameOfLine(line) });
}

/** By what α multiplies each side; null where the run does not show it. */
function effectOfAlpha(
  { computes }: Verdict,
  value: ParameterValue,
  { hover, alphaRoles }: Messages['codeLosses'],
): string | null {
  const role = computes?.alphaRole;
  if (!role) {
    return null;
  }
  if (Array.isArray(value)) {
    return role === 'perClass'
      ? hover.classes(value.map((weight) => exactNumberText(weight)))
      : alphaRoles[role];
  }
  const factors = typeof value === 'number' ? factorsOf(role, value) : null;
  if (!factors) {
    return alphaRoles[role];
  }
  const [positives, negatives] = factors.map((factor) => exactNumberText(factor));
  const sides = { positives: positives ?? '', negatives: negatives ?? '' };
  const isOfClasses = computes.link === 'softmax';
  const effect = isOfClasses ? hover.classSides(sides) : hover.sides(sides);
  return role === 'classZero' ? hover.reversed(effect) : effect;
}

/** The factors of the positives and the negatives; null for a role that has no such pair. */
function factorsOf(role: AlphaRole, alpha: number): [number, number] | null {
  switch (role) {
    case 'positives':
    case 'foreground':
      return [alpha, complement(alpha)];
    case 'classZero':
      return [complement(alpha), alpha];
    case 'everyClass':
      return [alpha, alpha];
    case 'positivesOnly':
      return [alpha, 1];
    case 'negativesOnly':
      return [1, alpha];
    case 'perClass':
    case 'off':
      return null;
  }
}

/** Names the base that γ is the exponent of; null where the run does not show it. */
function effectOfGamma({ verdict, diagnostics }: DiagnosedLoss, messages: Messages): string | null {
  const fault = diagnostics.find(({ rule }) => RULES_OF_GAMMA.has(rule));
  if (fault) {
    return shortText(fault, messages);
  }
  return exponentOf(verdict, messages);
}

function exponentOf({ computes }: Verdict, { codeLosses }: Messages): string | null {
  return computes?.gammaIsExponentOf === '1-p_t' ? codeLosses.hover.exponent : null;
}

function valueText(value: number | readonly number[]): string {
  return typeof value === 'number' ? exactNumberText(value) : `[${value.map(exactNumberText).join(', ')}]`;
}

/** Says where another file defines a loss, with a link to the line: Markdown. */
export function definedElsewhere(
  { path, line, uri }: { readonly path: string; readonly line: number; readonly uri: string },
  { codeLosses }: Messages,
): string {
  const label = codeLosses.lineOfFile({ file: `\`${path}\``, line });
  return codeLosses.definedAt(linkTo(label, uri, line));
}

function linkTo(label: string, uri: string, line: number): string {
  return `[${label}](command:focalLoss.showLine?${encodeURIComponent(JSON.stringify([{ uri, line }]))})`;
}

/** Names lines by links that show them, where the address of the loss is known. */
function linkedLines(address: LossAddress | null, { codeLosses }: Messages): NameOfLine {
  return (line) => {
    const name = codeLosses.atLine(line);
    return address ? linkTo(name, address.uri, line) : name;
  };
}

function plotLink(address: LossAddress | null, { codeLosses }: Messages): string {
  if (!address) {
    return '';
  }
  const link = `command:focalLoss.plotThisLoss?${encodeURIComponent(JSON.stringify([address]))}`;
  return `[$(graph-line) ${codeLosses.hover.plot}](${link})`;
}
