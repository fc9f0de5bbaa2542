import type { Node } from '@vscode/tree-sitter-wasm';
import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { type ExaminedFile, type ExaminedLoss, examineFile, type Fault } from '../rules/diagnose';
import type { Diagnostic } from '../rules/diagnostic';
import { NotUnderstood } from '../run/language/not-understood';
import type { CodeParser } from '../syntax/parser';
import type { Verdict } from '../verdict/document';
import { type LossSample, sampleOf } from './loss-sample';
import type { Proposal } from './proposal';

/** A loss of a text, as far as a fix may change it. */
export interface LossOfText {
  readonly verdict: Verdict;
  /** Null where the loss does not run. */
  readonly sample: LossSample | null;
  /** The parameters of its functions with their defaults. */
  readonly signatures: readonly string[];
}

/** A fault with the loss that it is in: the index among those of the text, or -1 for a value that a call or setting gives. */
export interface FaultOfText {
  readonly diagnostic: Diagnostic;
  readonly loss: number;
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
  code: CodeWithImports,
  isWanted: (diagnostic: Diagnostic) => boolean,
): Promise<ExaminedCode> {
  return readWithImports(parser, code, (file) => {
    const examined = examineFile(file);
    return { losses: examined.losses.map(lossOfText), faults: faultsOf(examined, isWanted) };
  });
}

function lossOfText({ verdict, measure, code }: ExaminedLoss): LossOfText {
  return {
    verdict,
    sample: measure && sampleIfUnderstood(() => sampleOf(measure, verdict)),
    signatures: signaturesOf(code.node),
  };
}

function sampleIfUnderstood(run: () => LossSample): LossSample | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return null;
    }
    throw error;
  }
}

function signaturesOf(node: Node): string[] {
  return node
    .descendantsOfType(['parameters', 'lambda_parameters', 'formal_parameters'])
    .flatMap((parameters) => (parameters ? [parameters.text] : []));
}

function faultsOf(
  { losses, atSites }: ExaminedFile,
  isWanted: (diagnostic: Diagnostic) => boolean,
): FaultOfText[] {
  const known = new Map<string, FaultOfText>();
  const add = (loss: number, { diagnostic, propose }: Fault): void => {
    const { rule, range } = diagnostic;
    const proposals = isWanted(diagnostic) ? propose() : [];
    known.set(`${rule} ${range.start} ${range.end}`, { diagnostic, loss, proposals });
  };
  losses.forEach(({ faults }, index) => {
    for (const fault of faults) {
      add(index, fault);
    }
  });
  for (const fault of atSites) {
    add(-1, fault);
  }
  return [...known.values()];
}
