import { explanations } from '../../messages/en/explanations';
import { paragraph } from '../../messages/en/paragraph';
import { explanationFix, explanationTitle } from '../../messages/explanation';
import type { Explanation, ExplanationFacts } from '../report/explanation';
import type { Report } from '../report/report';
import { codeIn } from './codes';

const ENGLISH = { explanations, paragraph };

/** An explanation with its sentences in English and its code. */
export function explanationWith(
  { parameters }: Pick<Report, 'parameters'>,
  value: number,
  given: ExplanationFacts,
): Explanation {
  const hasParametersOfReport = given.gamma === parameters.gamma && given.alpha === parameters.alpha;
  const facts = { ...given, hasParametersOfReport };
  return {
    id: facts.id,
    title: explanationTitle(ENGLISH, facts),
    value,
    code: codeIn('pytorch', facts) ?? '',
    fix: explanationFix(ENGLISH, facts),
    facts,
  };
}
