import type { DiagnosedLoss } from '../rules/diagnose';
import { countedFrom } from '../rules/diagnostic';
import type { Verdict } from '../verdict/document';

/**
 * A loss in a part of a text, such as a cell of a notebook, with lines and offsets counted from the part's start. Lines
 * outside of it become unknown.
 *
 * @param start offset of the part
 * @param firstLine the line of the text at which the part starts, from 0
 * @param lines how many lines the part has
 */
export function inPart(loss: DiagnosedLoss, start: number, firstLine: number, lines: number): DiagnosedLoss {
  if (start === 0 && firstLine === 0) {
    return loss;
  }
  const { verdict, diagnostics } = loss;
  const moved = (line: number | null): number | null =>
    line !== null && line > firstLine && line <= firstLine + lines ? line - firstLine : null;
  const { alpha, gamma } = verdict.parameters;
  const own: Verdict = {
    ...verdict,
    line: verdict.line - firstLine,
    range: { start: verdict.range.start - start, end: verdict.range.end - start },
    parameters: {
      alpha: alpha && { ...alpha, line: moved(alpha.line) },
      gamma: gamma && { ...gamma, line: moved(gamma.line) },
    },
    notUnderstood: verdict.notUnderstood && {
      ...verdict.notUnderstood,
      line: moved(verdict.notUnderstood.line),
    },
    exception: verdict.exception && { ...verdict.exception, line: moved(verdict.exception.line) ?? 0 },
    observations: verdict.observations.map((observation) =>
      observation.kind === 'notFinite' ? { ...observation, line: moved(observation.line) } : observation,
    ),
    edgeCases: verdict.edgeCases.map((edge) => ({
      ...edge,
      line: moved(edge.line),
      range: edge.range && { start: edge.range.start - start, end: edge.range.end - start },
    })),
    events: verdict.events.map((event) => ({
      ...event,
      place: { ...event.place, line: moved(event.place.line) ?? 0 },
    })),
  };
  return {
    ...loss,
    verdict: own,
    diagnostics: diagnostics.flatMap((diagnostic) => {
      const line = moved(diagnostic.line);
      return line === null ? [] : [{ ...countedFrom(diagnostic, start), line }];
    }),
  };
}
