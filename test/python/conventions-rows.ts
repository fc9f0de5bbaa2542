// Prints the table of conventions for conventions_parity.py and conventions_values.py, as JSON.
// The argument: [[id, { parameter: text }]…], the arguments with which rows are asked beside those without any.
import { NOTHING_GIVEN, nameInConvention } from '../../src/code/conventions/convention';
import { CONVENTIONS, conventionWithId } from '../../src/code/conventions/conventions';

const ALPHAS = ['none', -1, -0.5, 0] as const;
const rows = CONVENTIONS.map((row) => ({
  id: row.id,
  callables: row.callables,
  parameters: row.parameters,
  others: row.others ?? null,
  alpha: nameInConvention(row, 'alpha'),
  gamma: nameInConvention(row, 'gamma'),
  defaultReduction: row.defaultReduction,
  softTargets: row.softTargets ?? null,
  alphaRole: row.alphaRole(NOTHING_GIVEN),
  expectedInput: row.expectedInput(NOTHING_GIVEN),
  alphas: ALPHAS.map((alpha) => [alpha, row.isAlphaOff(alpha), row.isAlphaRefused?.(alpha) ?? false]),
}));
const asked: [string, Record<string, string>][] = JSON.parse(process.argv[2] ?? '[]');
const answers = asked.map(([id, texts]) => {
  const row = conventionWithId(id);
  const given = { text: (parameter: string) => texts[parameter] };
  return { alphaRole: row?.alphaRole(given), expectedInput: row?.expectedInput(given) };
});
process.stdout.write(JSON.stringify(asked.length > 0 ? { rows, answers } : rows));
