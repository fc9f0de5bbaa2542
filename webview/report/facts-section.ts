import { html, nothing } from 'lit';
import type { Report } from '../../src/check/report/report';
import { messages } from '../shared/messages';
import { type Fact, factsOf } from './facts';

/** The tiles of a report, each with its change. @param earlier the report before the edit or before the files changed */
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
