import type { ElementPlace } from '../../src/check/derive/element-place';
import type { Framework } from '../../src/loss/variants/variant';
import type { ExportRequest } from '../../src/protocol/export';
import type { CheckFailure, FromReportPage } from '../../src/protocol/report';
import type { TriedAt } from '../../src/services/try-losses-input';

type Message<Type extends FromReportPage['type']> = Extract<FromReportPage, { type: Type }>;

/** The detail of each event with which a part of the page asks the extension for something. */
interface Requests {
  'export-request': ExportRequest;
  'insert-right-version': Framework;
  'insert-text': string;
  'cross-check-action': Message<'crossCheck'>['action'];
  'code-action': Message<'code'>['action'];
  'explain-again': string;
  'try-losses': null;
  'show-code': TriedAt;
  'explain-file': null;
  'choose-arrays': null;
  'check-data': null;
  'show-element': ElementPlace;
  'count-classes': null;
  'choose-names': null;
}

const MESSAGES: { readonly [Name in keyof Requests]: (detail: Requests[Name]) => FromReportPage } = {
  'export-request': (request) => request,
  'insert-right-version': (framework) => ({ type: 'insertRightVersion', framework }),
  'insert-text': (text) => ({ type: 'insertText', text }),
  'cross-check-action': (action) => ({ type: 'crossCheck', action }),
  'code-action': (action) => ({ type: 'code', action }),
  'explain-again': (text) => ({ type: 'explain', text }),
  'try-losses': () => ({ type: 'tryLosses' }),
  'show-code': ({ uri, cell, line }) => ({ type: 'showCode', uri, cell, line }),
  'explain-file': () => ({ type: 'explainFile' }),
  'choose-arrays': () => ({ type: 'chooseArrays' }),
  'check-data': () => ({ type: 'checkData' }),
  'show-element': ({ index, ...place }) => ({ type: 'showElement', ...place, index: [...index] }),
  'count-classes': () => ({ type: 'countClasses' }),
  'choose-names': () => ({ type: 'chooseClassNames' }),
};

/** Sends what the parts of a page ask for, as messages to the extension. */
export function forwardRequests(page: EventTarget, send: (message: FromReportPage) => void): void {
  const forward = <Name extends keyof Requests>(name: Name) =>
    page.addEventListener(name, (event) =>
      send(MESSAGES[name]((event as CustomEvent<Requests[Name]>).detail)),
    );
  for (const name of Object.keys(MESSAGES) as (keyof Requests)[]) {
    forward(name);
  }
}

/** The message of a button that is offered after a check that failed. */
export function remedyRequest(
  remedy: CheckFailure['remedies'][number],
  { settings: { choices, parameters } }: CheckFailure,
): FromReportPage {
  switch (remedy) {
    case 'retry':
      return { type: 'check', choices, parameters };
    case 'goBack':
    case 'chooseArrays':
    case 'openInViewer':
      return { type: remedy };
    case 'chooseTargets':
      return { type: 'chooseFile', role: 'targets' };
    case 'chooseLogits':
      return { type: 'chooseFile', role: 'logits' };
  }
}
