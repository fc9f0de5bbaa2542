import type { ExplainedLog, Explanation } from '../report/explanation';
import { explanationsOf, type Tried } from './explain-report';
import type { LogValue } from './log-values';

/** Explains the values of a log one by one, and finds the loss that all values of one name share. */
export function explainedLog(tried: Tried, file: string, values: readonly LogValue[]): ExplainedLog {
  const answers = values.map((value) => ({
    ...value,
    explanations: explanationsOf(tried, value.printed, values.length),
  }));
  const names = [...new Set(values.map(({ name }) => name))];
  return {
    file,
    values: answers.map(({ printed, name, line, explanations }) => ({
      ...{ text: printed.text, name, line },
      explanation: explanations[0] ?? null,
    })),
    names: names.map((name) => {
      const own = answers.filter((answer) => answer.name === name).map(({ explanations }) => explanations);
      const explainedValues = own.filter((explanations) => explanations.length > 0).length;
      return { name, values: own.length, explained: explainedValues, shared: sharedBy(own) };
    }),
  };
}

/** An explanation that all values have; null if there is none. */
function sharedBy([first, ...others]: readonly (readonly Explanation[])[]): Explanation | null {
  return (
    first?.find(({ title }) =>
      others.every((explanations) => explanations.some((other) => other.title === title)),
    ) ?? null
  );
}
