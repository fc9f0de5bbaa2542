import { type ReadConfiguration, readConfiguration } from '../configurations/configuration-sites';
import { type ConfiguredSite, focalSiteOf } from '../configurations/configured-site';
import type { NamedLoss } from '../configurations/named-loss';
import { textOfConfiguration } from '../fixes/building/site-texts';
import type { FocalSite } from '../losses/focal-site';
import type { CodeParser } from '../syntax/parser';
import type { Verdict } from '../verdict/document';
import { type DiagnosedLoss, diagnoseCode } from './diagnose';
import type { Diagnostic } from './diagnostic';
import { lineAt } from './evidence/place';
import { diagnosticOf, type Fault } from './fault';
import { faultsOfOption } from './faults-at-sites';
import { isIgnored } from './ignore-comment';
import type { AnyRule, RuleId, SiteHit } from './rule';
import { RULES } from './rules';

/** The focal losses of a configuration, the values that they are given, and what is wrong with these. */
export interface DiagnosedConfiguration {
  readonly losses: readonly DiagnosedLoss[];
  readonly sites: readonly ConfiguredSite[];
  readonly atSites: readonly Diagnostic[];
}

/** Runs the focal losses that a configuration of YAML or JSON names, and applies the rules to their α and γ. */
export async function diagnoseConfiguration(
  parser: CodeParser,
  text: string,
): Promise<DiagnosedConfiguration> {
  const read = readConfiguration(text);
  const { sites, losses } = read;
  return {
    losses: await diagnosedLosses(parser, losses, text),
    sites,
    atSites: faultsOfConfiguration(text, read).map(({ diagnostic }) => diagnostic),
  };
}

/** The faults of the options of focal losses in a configuration. */
export function faultsOfConfiguration(text: string, { sites, options }: ReadConfiguration): Fault[] {
  const lines = text.split('\n');
  const ofSites = sites
    .map(focalSiteOf)
    .flatMap((site) => RULES.flatMap((rule) => faultsAt(rule, site, text)));
  const ofOptions = options.flatMap((option) => faultsOfOption(option, { text }));
  return [...ofSites, ...ofOptions].filter(({ diagnostic }) => !isIgnored(diagnostic, lines));
}

function faultsAt(rule: AnyRule, site: FocalSite, text: string): Fault[] {
  const hits: readonly SiteHit<RuleId>[] = rule.atSite?.(site) ?? [];
  return hits.map(({ facts }) => ({
    diagnostic: diagnosticOf(rule, { facts }, site.range, { text }),
    propose: () => rule.fixAtSite?.(site, textOfConfiguration(text)) ?? [],
  }));
}

/** Runs the losses as the entries of a configuration in Python, one a line. */
export async function diagnosedLosses(
  parser: CodeParser,
  named: readonly NamedLoss[],
  text: string,
): Promise<DiagnosedLoss[]> {
  if (named.length === 0) {
    return [];
  }
  const code = named.map(({ python }) => python).join('\n');
  const { losses } = await diagnoseCode(parser, { text: code, grammar: 'python', imports: [] });
  return losses.flatMap(({ framework, place, verdict }) => {
    const own = verdict.kind === 'configuration' ? named[verdict.line - 1] : undefined;
    return own ? [{ framework, place, verdict: placedAt(own, verdict, text), diagnostics: [] }] : [];
  });
}

/** The verdict with the place of the mapping, and without lines of the code that was run in its place. */
function placedAt({ range }: NamedLoss, verdict: Verdict, text: string): Verdict {
  const { alpha, gamma } = verdict.parameters;
  return {
    ...verdict,
    line: lineAt({ text }, range.start),
    range,
    parameters: { alpha: alpha && { ...alpha, line: null }, gamma: gamma && { ...gamma, line: null } },
    observations: [],
    edgeCases: [],
    events: [],
  };
}
