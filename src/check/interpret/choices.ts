import type { InputKind, Link, TargetKind } from '../report/report';

/** What the user decided; whatever is left out is inferred. Null is a decision too: "there is none". */
export interface InterpretationChoices {
  readonly input?: InputKind;
  readonly link?: Link;
  readonly targets?: TargetKind;
  readonly classAxis?: number | null;
  readonly backgroundClass?: number | null;
  readonly ignoreIndex?: number | null;
}
