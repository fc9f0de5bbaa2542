// Prints the table of conventions for conventions_parity.py, as JSON.
import { nameInConvention } from '../../src/code/conventions/convention';
import { CONVENTIONS } from '../../src/code/conventions/conventions';

const rows = CONVENTIONS.map((row) => ({
  id: row.id,
  callables: row.callables,
  parameters: row.parameters,
  alpha: nameInConvention(row, 'alpha'),
  gamma: nameInConvention(row, 'gamma'),
  defaultReduction: row.defaultReduction,
}));
process.stdout.write(JSON.stringify(rows));
