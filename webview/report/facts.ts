import { html, nothing } from 'lit';
import { unmatchedTargetsIn } from '../../src/check/answers/unmatched-targets';
import { kindOfNotFinite } from '../../src/check/derive/not-finite';
import type { Report } from '../../src/check/report/report';
import { countText } from '../../src/format/count-text';
import { numberText, percentText, signedText } from '../../src/format/number-text';
import { messages } from '../shared/messages';

/** A number that sums up a report. */
interface Fact {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  /** Text of a difference between two values. */
  readonly changeText: (change: number) => string;
}

/** The facts of a report, with their change from an earlier one. */
export function renderFacts(report: Report, earlier: Report | undefined) {
  const facts = factsOf(report);
  const before = new Map(earlier === undefined ? [] : factsOf(earlier).map((fact) => [fact.label, fact]));
  const changes = facts.map((fact) => changeOf(fact, before.get(fact.label)));
  return html`<section aria-labelledby="facts">
    <div class="heading">
      <h2 id="facts">${messages.reportPage.atAGlance}</h2>
      ${changes.every((change) => change === '') ? nothing : html`<span class="change">${sinceWhen(report, earlier)}</span>`}
    </div>
    <div class="tiles">
      ${facts.map(
        ({ label, text }, at) => html`<div class="tile fact">
          <strong>${text}</strong><span class="quiet">${label}</span><span class="change">${changes[at]}</span>
        </div>`,
      )}
    </div>
  </section>`;
}

/** The change of a fact; empty if there is none that its text shows. */
function changeOf({ value, text, changeText }: Fact, before: Fact | undefined): string {
  return before === undefined || before.value === null || value === null || before.text === text
    ? ''
    : changeText(value - before.value);
}

function sinceWhen({ parameters }: Report, earlier: Report | undefined): string {
  const isEdited = JSON.stringify(parameters) !== JSON.stringify(earlier?.parameters);
  return isEdited ? messages.reportPage.sinceEdit : messages.reportPage.sinceLastRun;
}

/** The most important numbers, in the same order for every report. */
function factsOf(report: Report): Fact[] {
  const { counts, distribution, calibration, reducedLoss, parameters, statistics } = report;
  const { facts } = messages.reportPage;
  const { reductions } = messages.losses;
  const { easyNegatives } = distribution;
  const positiveShare = counts.elements === 0 ? null : counts.positives / counts.elements;
  return [
    countFact(facts.elements, counts.elements),
    countFact(facts.positives, counts.positives),
    shareFact(facts.positiveShare, positiveShare),
    countFact(facts.ignored, counts.ignored),
    countFact(facts.notFinite[kindOfNotFinite(statistics)], counts.nonFinite),
    ...(counts.invalidTargets === 0 ? [] : [countFact(facts.invalidTargets, counts.invalidTargets)]),
    ...(counts.negatives === 0
      ? []
      : [
          shareFact(facts.crossEntropyOfEasy(easyNegatives.threshold), easyNegatives.crossEntropyShare),
          shareFact(facts.focalOfEasy, easyNegatives.focalShare),
        ]),
    numberFact(facts.focalLoss(reductions[parameters.reduction]), reducedLoss),
    // With wrong pairs the fact says nothing of the model.
    ...(unmatchedTargetsIn(report) === null
      ? [shareFact(facts.calibrationError, calibration?.expectedCalibrationError ?? null)]
      : []),
  ];
}

function countFact(label: string, value: number): Fact {
  return { label, value, text: countText(value), changeText: signedText };
}

function shareFact(label: string, value: number | null): Fact {
  return { label, value, text: percentText(value), changeText: messages.reportPage.points };
}

function numberFact(label: string, value: number | null): Fact {
  return { label, value, text: numberText(value), changeText: signedText };
}
