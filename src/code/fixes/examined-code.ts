import type { Node } from '@vscode/tree-sitter-wasm';
import { readConfiguration } from '../configurations/configuration-sites';
import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { type ExaminedLoss, examineFile, examineLosses } from '../rules/diagnose';
import { diagnosedLosses, faultsOfConfiguration } from '../rules/diagnose-configuration';
import type { Diagnostic } from '../rules/diagnostic';
import type { Fault } from '../rules/fault';
import { ifUnderstood } from '../run/language/not-understood';
import type { CodeParser } from '../syntax/parser';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import { type LossSample, sampleOf } from './loss-sample';
import type { Proposal } from './proposal';
import type { Edits } from './text-edit';
import type { TextToMend } from './text-to-mend';

/** A loss of a text, as far as a fix may change it. */
export interface LossOfText {
  /** The same after an edit within the loss. */
  readonly key: string;
  readonly verdict: Verdict;
  /** Null where the loss does not run. */
  readonly sample: LossSample | null;
  /** The parameters of its functions with their defaults. */
  readonly signatures: readonly string[];
}

/** A fault with the key of the loss that it is in; null for a value that a call or setting gives. */
export interface FaultOfText {
  readonly diagnostic: Diagnostic;
  readonly loss: string | null;
  readonly proposals: readonly Proposal[];
}

/** The losses and faults of a text; plain data. */
export interface ExaminedCode {
  readonly losses: readonly LossOfText[];
  /** Each place once: a loss and the function that makes it are broken at the same one. */
  readonly faults: readonly FaultOfText[];
}

/**
 * Runs every focal loss of a text, applies the rules, and asks them how the faults may be mended.
 *
 * @param isWanted chooses the faults that proposals are asked for
 */
export async function examineCode(
  parser: CodeParser,
  code: TextToMend,
  isWanted: (diagnostic: Diagnostic) => boolean,
): Promise<ExaminedCode> {
  if (code.grammar === null) {
    return examineConfiguration(parser, code.text, isWanted);
  }
  return readWithImports(parser, code, (file) => {
    const { losses, atSites } = examineFile(file);
    return examined(losses, atSites, isWanted);
  });
}

async function examineConfiguration(
  parser: CodeParser,
  text: string,
  isWanted: (diagnostic: Diagnostic) => boolean,
): Promise<ExaminedCode> {
  const read = readConfiguration(text);
  const judged = await diagnosedLosses(parser, read.losses, text);
  return {
    losses: judged.map(({ verdict }, at) => ({
      key: `${verdict.name} ${judged.slice(0, at).filter((other) => other.verdict.name === verdict.name).length}`,
      verdict,
      sample: null,
      signatures: [],
    })),
    faults: examined([], faultsOfConfiguration(text, read), isWanted).faults,
  };
}

/** Runs some of the focal losses of a text and applies the rules to them. */
export async function examineSome(
  parser: CodeParser,
  code: CodeWithImports,
  keys: ReadonlySet<string>,
): Promise<ExaminedCode> {
  return readWithImports(parser, code, (file: SourceFile) =>
    examined(
      examineLosses(file, (key) => keys.has(key)),
      [],
      () => false,
    ),
  );
}

/** The part of examined code that concerns some of its losses. */
export function onlySome({ losses, faults }: ExaminedCode, keys: ReadonlySet<string>): ExaminedCode {
  return {
    losses: losses.filter(({ key }) => keys.has(key)),
    faults: faults.filter(({ loss }) => loss !== null && keys.has(loss)),
  };
}

/** The losses that edits change, and those that name one of them. */
export function lossesChangedBy({ losses }: ExaminedCode, edits: Edits, text: string): ReadonlySet<string> {
  const changed = losses.filter(({ verdict: { range } }) =>
    edits.some((edit) => edit.start <= range.end && range.start <= edit.end),
  );
  const names = new Set(changed.map(({ verdict }) => verdict.name));
  const naming = losses.filter(({ verdict: { range } }) =>
    text
      .slice(range.start, range.end)
      .split(/[^\p{L}\p{N}_]+/u)
      .some((word) => names.has(word)),
  );
  return new Set([...changed, ...naming].map(({ key }) => key));
}

function examined(
  losses: readonly ExaminedLoss[],
  atSites: readonly Fault[],
  isWanted: (diagnostic: Diagnostic) => boolean,
): ExaminedCode {
  const known = new Map<string, FaultOfText>();
  const add = (loss: string | null, { diagnostic, propose }: Fault): void => {
    const { rule, range } = diagnostic;
    const proposals = isWanted(diagnostic) ? propose() : [];
    known.set(`${rule} ${range.start} ${range.end}`, { diagnostic, loss, proposals });
  };
  for (const { key, faults } of losses) {
    for (const fault of faults) {
      add(key, fault);
    }
  }
  for (const fault of atSites) {
    add(null, fault);
  }
  return { losses: losses.map(lossOfText), faults: [...known.values()] };
}

function lossOfText({ key, verdict, measure, code }: ExaminedLoss): LossOfText {
  return {
    key,
    verdict,
    sample: measure && ifUnderstood(() => sampleOf(measure, verdict)),
    signatures: signaturesOf(code.node),
  };
}

function signaturesOf(node: Node): string[] {
  return node
    .descendantsOfType(['parameters', 'lambda_parameters', 'formal_parameters'])
    .flatMap((parameters) => (parameters && parameters.namedChildCount > 0 ? [parameters.text] : []));
}
