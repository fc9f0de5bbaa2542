import { textOfCode } from '../fixes/building/site-texts';
import { calledLossesIn } from '../losses/called-losses';
import type { FocalCall } from '../losses/focal-calls';
import { type FocalSite, isOwnValue } from '../losses/focal-site';
import { focalSites } from '../losses/focal-sites';
import { type GivenOption, givenOptionsIn } from '../losses/given-options';
import type { SourceFile } from '../syntax/source-file';
import type { Steps } from '../verdict/steps';
import { atCauses } from './at-causes';
import { diagnosticOf, type Fault, faultOf, ifUnderstood } from './fault';
import { isIgnored } from './ignore-comment';
import type { AnyRule, FileSubject, Hit, LossSubject, RuleId, SiteHit } from './rule';
import { RULES } from './rules';

/** Applies the rules to the values that the file gives to focal losses, outside of their definitions. */
export function* faultsAtSites(file: SourceFile, losses: readonly LossSubject[]): Steps<Fault[]> {
  const lines = file.text.split('\n');
  const definitions = losses.filter(({ verdict }) => verdict.kind === 'definition');
  const isInDefinition = ({ range }: FocalSite): boolean =>
    definitions.some(({ verdict }) => verdict.range.start <= range.start && range.end <= verdict.range.end);
  const ofCalls = calledLossesIn(file).flatMap(({ call }) =>
    RULES.flatMap((rule) => faultsAtCall(rule, call, file)),
  );
  yield;
  const ofSites = focalSites(file)
    .filter((site) => isGivenAt(site) && !isInDefinition(site))
    .flatMap((site) => RULES.flatMap((rule) => faultsAt(rule, site, file).map((fault) => ({ site, fault }))));
  yield;
  const ofOptions = givenOptionsIn(file).flatMap((option) => faultsOfOption(option, file));
  const subject = { file, losses };
  const ofFile: Fault[] = [];
  for (const rule of RULES) {
    if (rule.inFile) {
      yield;
      ofFile.push(...faultsInFile(rule, subject));
    }
  }
  return [...ofCalls, ...atCauses(ofSites), ...ofOptions, ...ofFile].filter(
    ({ diagnostic }) => !isIgnored(diagnostic, lines),
  );
}

/** True for a value that a call or a setting gives, also where that is the default of a function which hands it to a library. */
function isGivenAt(site: FocalSite): boolean {
  return site.origin !== 'default' || site.isSetting === true || (!!site.convention && isOwnValue(site));
}

function faultsAtCall(rule: AnyRule, call: FocalCall, file: SourceFile): Fault[] {
  const { convention, node } = call;
  if (!convention) {
    return [];
  }
  const subject = { file, call, convention };
  const hits: readonly Hit<RuleId>[] = rule.atCall?.(subject) ?? [];
  const whole = { start: node.startIndex, end: node.endIndex };
  return hits.map((hit) => faultOf(rule, hit, whole, file, (at) => rule.fixAtCall?.(subject, at) ?? []));
}

/** Applies the rules to the name of an option. */
export function faultsOfOption(option: GivenOption, file: Pick<SourceFile, 'text'>): Fault[] {
  return RULES.flatMap((rule: AnyRule) => {
    const hits: readonly SiteHit<RuleId>[] = rule.atOption?.(option) ?? [];
    return hits.map((hit) => ({
      diagnostic: diagnosticOf(rule, hit, option.range, file),
      propose: () => rule.fixAtOption?.(option) ?? [],
    }));
  });
}

function faultsInFile(rule: AnyRule, subject: FileSubject): Fault[] {
  const { file } = subject;
  const whole = { start: 0, end: file.text.length };
  const hits: readonly Hit<RuleId>[] = ifUnderstood<Hit<RuleId>>(() => rule.inFile?.(subject));
  return hits.map((hit) => faultOf(rule, hit, whole, file, (at) => rule.fixInFile?.(subject, at) ?? []));
}

function faultsAt(rule: AnyRule, site: FocalSite, file: SourceFile): Fault[] {
  const hits: readonly SiteHit<RuleId>[] = rule.atSite?.(site) ?? [];
  return hits.map(({ facts }) =>
    faultOf(
      rule,
      { facts, at: null },
      site.range,
      file,
      () => rule.fixAtSite?.(site, textOfCode(file)) ?? [],
    ),
  );
}
