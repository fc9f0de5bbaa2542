import { exactNumberText } from '../../format/number-text';
import type { GivenParameters } from '../../protocol/plot';
import { parameterRanges } from '../../protocol/plot';
import type { AlphaRole } from '../conventions/convention';
import type { FocalSite } from '../losses/focal-site';
import { alphaMeaning, alphaRole, alphaRoleAt, isAlphaOffAt, remainder } from './alpha-meaning';
import { curveImage, type DrawnCurve, IMAGE_HEIGHT, IMAGE_WIDTH, type ThemeKind } from './curve-image';
import { focal, gammaMeaning, gammaRole } from './gamma-meaning';

/** Roles in which α and 1 − α weight the two classes. */
const BALANCING_ROLES: ReadonlySet<AlphaRole> = new Set(['positives', 'classZero']);
const PAPER = 'https://arxiv.org/abs/1708.02002';

/**
 * The hover's text for a site: Markdown with HTML, theme icons and a link that runs `focalLoss.plot`. It repeats only
 * numbers of the user's text.
 */
export function explainSite(site: FocalSite, theme: ThemeKind): string {
  const meaning = site.parameter === 'alpha' ? alphaMeaning(site) : gammaMeaning(site);
  return [heading(site), meaning.join(' '), pictureBesideNotes(site, theme), footer(site)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(site: FocalSite): string {
  const symbol = site.parameter === 'alpha' ? 'α' : 'γ';
  const role = site.parameter === 'alpha' ? alphaRole(site) : gammaRole(site);
  const { value, origin } = site;
  const isStated = typeof value === 'number' && origin !== 'literal';
  const stated = isStated
    ? ` = ${exactNumberText(value)} (${origin === 'default' ? 'the default' : 'its constant'})`
    : '';
  return `**${symbol}**${stated} — ${role}`;
}

function formula({ convention }: FocalSite): string {
  switch (convention?.family) {
    case 'focalStar':
      return '`FL* = −log σ(γ xₜ) / γ`';
    case 'gaussianFocal':
      return '`−(1 − p)^α log p` at a centre, `−(1 − y)^γ p^α log(1 − p)` elsewhere';
    case 'varifocal':
      return '`−q (q log p + (1 − q) log(1 − p))` for positives, `−α p^γ log(1 − p)` for negatives';
    default:
      return '`FL = −αₜ (1 − pₜ)^γ log pₜ`';
  }
}

/** Picture and notes side by side, since a hover is only about 250 pixels high before it scrolls. */
function pictureBesideNotes(site: FocalSite, theme: ThemeKind): string {
  const curves = curvesOf(site);
  const notes = libraryNotes(site);
  if (!curves) {
    return notes;
  }
  const description = `${curves.map(({ label }) => label).join(', ')}, against p_t`;
  const image = `<img src="${curveImage(curves, theme)}" alt="${description}" width="${IMAGE_WIDTH}" height="${IMAGE_HEIGHT}">`;
  return `<table><tr><td>${image}</td><td>${notes}</td></tr></table>`;
}

/** The curves that show the parameter's effect: γ compared with cross-entropy, or α for each of the two classes. */
function curvesOf(site: FocalSite): DrawnCurve[] | undefined {
  const { parameter, value, companions, convention } = site;
  const family = convention?.family ?? 'focal';
  const reference: DrawnCurve = { label: 'cross-entropy', curve: focal(0), factor: 1, color: 'reference' };
  if (parameter === 'gamma') {
    if (typeof value !== 'number' || value <= 0 || (family !== 'focal' && family !== 'focalStar')) {
      return undefined;
    }
    const curve = family === 'focalStar' ? { ...focal(value), kind: 'focalStar' as const } : focal(value);
    const name = family === 'focalStar' ? 'FL*' : 'focal loss';
    return [reference, { label: `${name}, γ = ${exactNumberText(value)}`, curve, factor: 1, color: 'first' }];
  }
  const role = alphaRoleAt(site);
  const isBalance = family === 'focal' && BALANCING_ROLES.has(role) && !isAlphaOffAt(site);
  if (!isBalance || typeof value !== 'number' || value < 0 || value > 1) {
    return undefined;
  }
  const gamma = typeof companions.gamma === 'number' && companions.gamma >= 0 ? companions.gamma : 2;
  const [positives, negatives] = role === 'classZero' ? [remainder(value), value] : [value, remainder(value)];
  return [
    reference,
    {
      label: `positives × ${exactNumberText(positives)}`,
      curve: focal(gamma),
      factor: positives,
      color: 'first',
    },
    {
      label: `negatives × ${exactNumberText(negatives)}`,
      curve: focal(gamma),
      factor: negatives,
      color: 'second',
    },
  ];
}

function libraryNotes({ convention, parameter, given }: FocalSite): string {
  if (!convention) {
    return '';
  }
  const takes = convention.expectedInput(given) === 'logits' ? ['Takes logits.'] : [];
  const notes = [...convention.notes(parameter, given), ...takes].map((note) => `<li>${html(note)}</li>`);
  return `<b>${convention.library}</b><ul>${notes.join('')}</ul>`;
}

/** A note's Markdown, in which code is the only markup, as HTML. */
function html(note: string): string {
  return note
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]*)`/g, '<code>$1</code>');
}

function footer(site: FocalSite): string {
  const parameters = plotParameters(site);
  const link = `command:focalLoss.plot?${encodeURIComponent(JSON.stringify([parameters]))}`;
  return `${formula(site)} · [$(graph-line) ${plotLabel(parameters)}](${link}) · [Paper](${PAPER} "Lin et al. 2017")`;
}

function plotLabel({ alpha, gamma }: GivenParameters): string {
  const shown = [
    ...(alpha === undefined ? [] : [alpha === null ? 'α off' : `α = ${exactNumberText(alpha)}`]),
    ...(gamma === undefined ? [] : [`γ = ${exactNumberText(gamma)}`]),
  ];
  return shown.length > 0 ? `Plot with ${shown.join(', ')}` : 'Plot';
}

/** The parameters for the plot. Parameters out of its range are left out. */
export function plotParameters(site: FocalSite): GivenParameters {
  if (site.convention && site.convention.family !== 'focal') {
    return {};
  }
  const { companions } = site;
  const { alpha, gamma } = parameterRanges;
  const isOff = isAlphaOffAt({ ...site, value: companions.alpha });
  const ofPositives = (value: number) => (alphaRoleAt(site) === 'classZero' ? remainder(value) : value);
  return {
    ...(isOff
      ? { alpha: null }
      : within(companions.alpha, alpha)
        ? { alpha: ofPositives(companions.alpha) }
        : {}),
    ...(within(companions.gamma, gamma) ? { gamma: companions.gamma } : {}),
  };
}

function within(
  value: unknown,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): value is number {
  return typeof value === 'number' && value >= minimum && value <= maximum;
}
