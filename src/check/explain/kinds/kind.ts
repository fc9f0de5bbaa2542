import type { Candidate } from '../candidate';
import type { LossData } from '../loss-data';
import type { Rows } from '../rows';

/** Candidates that are made in one way from the histograms of a report. */
export type CandidateKind = (data: LossData) => Candidate[];

/** Candidates that need the elements one by one. */
export type RowsKind = (data: LossData, rows: Rows) => Candidate[];
