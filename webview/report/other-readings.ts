import type { Interpretation, Report } from '../../src/check/report/report';
import { exactNumberText } from '../../src/format/number-text';
import type { CheckSettings } from '../../src/protocol/report';
import { messages } from '../shared/messages';
import { choiceOf, classAxes, indexOfChoice } from './interpretation-choices';

/** Another way to read the arrays that fits them about as well, and the choices that lead to it. */
export interface OtherReading {
  readonly label: string;
  readonly choices: CheckSettings['choices'];
}

/** The other readings that a reason leaves open; none for most reasons. */
export function otherReadings(report: Report, reason: string | undefined): OtherReading[] {
  switch (reason) {
    case 'class-axes-fit-equally':
      return classAxes(report)
        .filter(({ value }) => value !== choiceOf(report.interpretation.classAxis))
        .map(({ value, label }) => ({ label, choices: { classAxis: indexOfChoice(value) } }));
    case 'values-are-class-scores':
      return [readingAs('logits', 'softmax')];
    case 'values-do-not-add-up':
      return [readingAs('probabilities', 'sigmoid')];
    case 'values-like-double-sigmoid':
      return [readingAs('squashed-twice')];
    case 'constant-values':
      return [readingAs('probabilities')];
    case 'most-values-are-probabilities':
    case 'most-rows-are-probabilities':
      return [readingAs('logits')];
    case 'classes-may-be-anchors':
      return [{ label: messages.reportPage.anchorsOfOneClass, choices: { classAxis: null } }];
    case 'labels-are-plus-minus-one':
      return [withoutTargets(-1)];
    case 'labels-are-0-and-255':
      return [withoutTargets(255)];
    case 'background-past-the-last':
      return [{ label: messages.reportPage.links.softmax, choices: { link: 'softmax' } }];
    case 'mistake-past-the-last':
      return [{ label: messages.reportPage.links.sigmoid, choices: { link: 'sigmoid' } }];
    default:
      return [];
  }
}

function withoutTargets(value: number): OtherReading {
  return {
    label: messages.reportPage.targetsWithout(exactNumberText(value)),
    choices: { ignoreIndex: value },
  };
}

function readingAs(input: Interpretation['input'], link?: Interpretation['link']): OtherReading {
  const { inputs, links } = messages.reportPage;
  return link === undefined
    ? { label: inputs[input], choices: { input } }
    : { label: `${inputs[input]}, ${links[link]}`, choices: { input, link } };
}
