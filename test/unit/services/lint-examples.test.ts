import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { everyDiagnostic } from '../../../src/code/rules/diagnostic';
import { lint } from '../../../src/services/lint';
import { GRAMMAR_LOADER } from '../code/parse';

/*
 * What a person wants reported of each file was written down, and its numbers, exceptions and NaN found by running the file in
 * its framework, before the linter saw it.
 */

interface Fault {
  readonly rule: string;
  /** Rules that name the fault as well. */
  readonly also_accept: readonly string[];
  readonly line: number;
  readonly severity: string;
}

interface Expectation {
  readonly faults: readonly Fault[];
  /** Rules that may be reported or not: debatable. */
  readonly may_also_report: readonly string[];
}

const FOLDER = new URL('../../fixtures/code/', import.meta.url);
const readText = (file: string): Promise<string> => readFile(new URL(file, FOLDER), 'utf8');
const expectations: Record<string, Expectation> = JSON.parse(await readText('expected.json'));

describe('lint of files that were judged by a person', () => {
  it.each(Object.entries(expectations))('%s: the faults and no other', async (name, expected) => {
    const host = { loadGrammar: GRAMMAR_LOADER, readText };
    const { files, failures, passedOver } = await lint.run(host, { files: [name] });
    expect([failures, passedOver, files.length]).toEqual([[], [], 1]);
    const found = files.flatMap(everyDiagnostic);
    const isFault = ({ rule, also_accept, line, severity }: Fault, of: (typeof found)[number]): boolean =>
      [rule, ...also_accept].includes(of.rule) && of.line === line && of.severity === severity;

    expect(expected.faults.filter((fault) => !found.some((of) => isFault(fault, of)))).toEqual([]);
    const others = found.filter(
      (of) =>
        of.severity !== 'information' &&
        !expected.may_also_report.includes(of.rule) &&
        !expected.faults.some((fault) => isFault(fault, of)),
    );
    expect(others.map(({ rule, line }) => `${rule}:${line}`)).toEqual([]);
  });
});
