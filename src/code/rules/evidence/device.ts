import type { RunPhase } from '../../run/language/events';
import type { Verdict } from '../../verdict/document';
import type { TextRange } from '../rule';

interface Move {
  readonly facts: { readonly device: string };
  readonly at: TextRange;
}

/** The moves of a loss to a fixed device other than the processor. */
export function movesIn({ events }: Verdict, phase: RunPhase): Move[] {
  return events.flatMap((event) =>
    event.kind === 'deviceMove' && event.phase === phase && !event.device.startsWith('cpu')
      ? [{ facts: { device: event.device }, at: event.place }]
      : [],
  );
}
