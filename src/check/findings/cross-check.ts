import type { CrossCheck } from '../report/cross-check';
import type { Report } from '../report/report';
import { statementOf } from './all';
import type { Found } from './evidence';

/** The report with a cross-check, and with the finding if it disagrees. */
export function withCrossCheck(report: Report, crossCheck: CrossCheck): Report {
  const found = disagreementIn(crossCheck);
  const { findings } = report;
  return {
    ...report,
    crossCheck,
    findings: found === null ? findings : [{ ...statementOf(found), consequences: [] }, ...findings],
  };
}

function disagreementIn({ engine, loss, gradient, finiteDifferences }: CrossCheck): Found | null {
  const by = `TensorFlow.js ${engine.version} (${engine.backend})`;
  const candidates = [
    { agreement: loss, what: 'loss', by },
    { agreement: gradient, what: 'gradient', by },
    { agreement: finiteDifferences.gradient, what: 'gradient', by: 'finiteDifferences' },
  ] as const;
  for (const { agreement, ...how } of candidates) {
    const place = agreement?.beyond ?? null;
    if (place !== null) {
      const { index, formula, other } = place;
      return {
        id: 'cross-check-disagrees',
        severity: 'error',
        facts: { ...how, index, formula, other },
      };
    }
  }
  return null;
}
