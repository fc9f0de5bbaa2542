import { configurationSites } from '../configurations/configuration-sites';
import type { FocalSite } from '../losses/focal-site';
import { diagnosticOf } from './diagnose';
import type { Diagnostic } from './diagnostic';
import { isIgnored } from './ignore-comment';
import type { AnyRule, RuleId, SiteHit } from './rule';
import { RULES } from './rules';

/** What is wrong with the α and γ of focal losses in a configuration of YAML or JSON. */
export function diagnoseConfiguration(text: string): Diagnostic[] {
  const lines = text.split('\n');
  return configurationSites(text)
    .flatMap((site) => RULES.flatMap((rule) => diagnosticsAt(rule, site, text)))
    .filter((diagnostic) => !isIgnored(diagnostic, lines));
}

function diagnosticsAt(rule: AnyRule, site: FocalSite, text: string): Diagnostic[] {
  const hits: readonly SiteHit<RuleId>[] = rule.atSite?.(site) ?? [];
  return hits.map(({ facts }) => diagnosticOf(rule, { facts, at: null }, site.range, { text }));
}
