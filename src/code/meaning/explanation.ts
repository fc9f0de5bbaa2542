import { complement } from '../../format/complement';
import { exactNumberText } from '../../format/number-text';
import { ALPHA, GAMMA } from '../../loss/kinds/parameters';
import type { Messages } from '../../messages/messages';
import type { GivenParameters } from '../../protocol/plot';
import type { AlphaRole } from '../conventions/convention';
import type { FocalSite } from '../losses/focal-site';
import { alphaMeaning, alphaRole, alphaRoleAt, isAlphaOffAt } from './alpha-meaning';
import { curveImage, type DrawnCurve, IMAGE_HEIGHT, IMAGE_WIDTH, type ThemeKind } from './curve-image';
import { focal, gammaMeaning, gammaRole } from './gamma-meaning';
import { scoreMeaning } from './score-meaning';

/** Roles in which α and 1 − α weight the two classes. */
const BALANCING_ROLES: ReadonlySet<AlphaRole> = new Set(['positives', 'classZero']);
const PAPER = 'https://arxiv.org/abs/1708.02002';

/**
 * The hover's text for a site: Markdown with HTML, theme icons and a link that runs `focalLoss.plot`. It repeats only
 * numbers of the user's text.
 *
 * @param shown what else is known of its loss, in a sentence
 */
export function explainSite(
  site: FocalSite,
  theme: ThemeKind,
  messages: Messages,
  shown: readonly string[] = [],
): string {
  const meaning = site.parameter === 'alpha' ? alphaMeaning(site, messages) : gammaMeaning(site, messages);
  return [
    heading(site, messages),
    messages.paragraph([...meaning, ...scoreMeaning(site, messages), ...shown]),
    pictureBesideNotes(site, theme, messages),
    footer(site, messages.hover),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(site: FocalSite, messages: Messages): string {
  const symbol = site.parameter === 'alpha' ? 'α' : 'γ';
  const role = site.parameter === 'alpha' ? alphaRole(site, messages) : gammaRole(site, messages);
  const { value, origin } = site;
  const isStated = typeof value === 'number' && origin !== 'literal';
  const stated = isStated
    ? ` = ${exactNumberText(value)}${messages.hover.origin(messages.hover[origin])}`
    : '';
  return messages.hover.heading({ parameter: `**${symbol}**${stated}`, role });
}

function formula({ convention }: FocalSite, hover: Messages['hover']): string {
  switch (convention?.family) {
    case 'focalStar':
      return '`FL* = −log σ(γ xₜ) / γ`';
    case 'gaussianFocal':
      return hover.formulaOfGaussian;
    case 'varifocal':
      return hover.formulaOfVarifocal;
    default:
      return '`FL = −αₜ (1 − pₜ)^γ log pₜ`';
  }
}

/** The curves that show a parameter's effect, with the notes of its library beside them, since a hover is only about 250 pixels high before it scrolls. */
export function pictureBesideNotes(site: FocalSite, theme: ThemeKind, messages: Messages): string {
  const curves = curvesOf(site, messages);
  const notes = libraryNotes(site, messages);
  if (!curves) {
    return notes;
  }
  const description = messages.hover.curvesAgainst(curves.map(({ label }) => label));
  const image = `<img src="${curveImage(curves, theme)}" alt="${description}" width="${IMAGE_WIDTH}" height="${IMAGE_HEIGHT}">`;
  return `<table><tr><td>${image}</td><td>${notes}</td></tr></table>`;
}

/** The curves that show the parameter's effect: γ compared with cross-entropy, or α for each of the two classes. */
function curvesOf(site: FocalSite, { hover, losses }: Messages): DrawnCurve[] | undefined {
  const { parameter, value, bothParameters, convention } = site;
  const family = convention?.family ?? 'focal';
  const reference: DrawnCurve = {
    label: losses.names.crossEntropy,
    curve: focal(0),
    factor: 1,
    color: 'reference',
  };
  if (parameter === 'gamma') {
    if (typeof value !== 'number' || value <= 0 || (family !== 'focal' && family !== 'focalStar')) {
      return undefined;
    }
    const curve = family === 'focalStar' ? { ...focal(value), kind: 'focalStar' as const } : focal(value);
    const loss = losses.names[family];
    const label = hover.curveWith({ loss, gamma: exactNumberText(value) });
    return [reference, { label, curve, factor: 1, color: 'first' }];
  }
  const role = alphaRoleAt(site);
  const isBalance = family === 'focal' && BALANCING_ROLES.has(role) && !isAlphaOffAt(site);
  if (!isBalance || typeof value !== 'number' || value < 0 || value > 1) {
    return undefined;
  }
  const gamma =
    typeof bothParameters.gamma === 'number' && bothParameters.gamma >= 0 ? bothParameters.gamma : 2;
  const [positives, negatives] =
    role === 'classZero' ? [complement(value), value] : [value, complement(value)];
  return [
    reference,
    {
      label: hover.positivesTimes(exactNumberText(positives)),
      curve: focal(gamma),
      factor: positives,
      color: 'first',
    },
    {
      label: hover.negativesTimes(exactNumberText(negatives)),
      curve: focal(gamma),
      factor: negatives,
      color: 'second',
    },
  ];
}

function libraryNotes({ convention, parameter, given }: FocalSite, messages: Messages): string {
  if (!convention) {
    return '';
  }
  const takes = convention.expectedInput(given) === 'logits' ? [messages.hover.takesLogits] : [];
  const { softTargets } = convention;
  // They change p_t, which is what γ acts on.
  const soft =
    parameter === 'alpha' || softTargets === undefined || softTargets === 'ptMixed'
      ? []
      : [messages.hover.softTargets[softTargets]];
  const notes = [...convention.notes(parameter, given).map(messages.conventions.note), ...takes, ...soft].map(
    (note) => `<li>${html(note)}</li>`,
  );
  const { installed } = given;
  const source = installed ? ` ${html(messages.hover.installed(installed))}` : '';
  return `<b>${convention.library}</b>${source}<ul>${notes.join('')}</ul>`;
}

/** A note's Markdown, in which code is the only markup, as HTML. */
function html(note: string): string {
  return note
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]*)`/g, '<code>$1</code>');
}

function footer(site: FocalSite, hover: Messages['hover']): string {
  const parameters = plotParameters(site);
  const link = `command:focalLoss.plot?${encodeURIComponent(JSON.stringify([parameters]))}`;
  return `${formula(site, hover)} · [$(graph-line) ${plotLabel(parameters, hover)}](${link}) · [${hover.paper}](${PAPER} "Lin et al. 2017")`;
}

function plotLabel({ alpha, gamma }: GivenParameters, hover: Messages['hover']): string {
  const shown = [
    ...(alpha === undefined
      ? []
      : [alpha === null ? hover.plottedAlphaOff : `α = ${exactNumberText(alpha)}`]),
    ...(gamma === undefined ? [] : [`γ = ${exactNumberText(gamma)}`]),
  ];
  return hover.plotWith(shown);
}

/** The parameters for the plot. Parameters out of its range are left out. */
export function plotParameters(site: FocalSite): GivenParameters {
  if (site.convention && site.convention.family !== 'focal') {
    return {};
  }
  const { bothParameters } = site;
  const isOff = isAlphaOffAt({ ...site, value: bothParameters.alpha });
  const ofPositives = (value: number) => (alphaRoleAt(site) === 'classZero' ? complement(value) : value);
  return {
    ...(isOff
      ? { alpha: null }
      : within(bothParameters.alpha, ALPHA)
        ? { alpha: ofPositives(bothParameters.alpha) }
        : {}),
    ...(within(bothParameters.gamma, GAMMA) ? { gamma: bothParameters.gamma } : {}),
  };
}

function within(
  value: unknown,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): value is number {
  return typeof value === 'number' && value >= minimum && value <= maximum;
}
