// Computes the map between scores and probabilities for focal_map_parity.py: node focal-map-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import {
  logProbabilities,
  logScores,
  probabilityLogit,
  scoreLogit,
  type TrainedLoss,
} from '../../src/calibration/focal-map';
import type { AnswerCopy } from '../../src/check/answers/answer-card';
import { mapCode, softmaxMapCode } from '../../src/check/answers/map-code';

interface Request {
  readonly binary: readonly (TrainedLoss & { readonly prevalence: number })[];
  readonly softmax: readonly {
    readonly alpha: readonly number[] | null;
    readonly gamma: number;
    readonly prevalences: readonly number[];
  }[];
}

/** The Python code by its library. */
function codeOf(copies: readonly AnswerCopy[]): Readonly<Record<string, string>> {
  return Object.fromEntries(copies.map(({ label, code }) => [label, code]));
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  throw new Error('Usage: node focal-map-values.js REQUEST.json');
}
const request: Request = JSON.parse(readFileSync(path, 'utf8'));
const binary = request.binary.map(({ prevalence, ...loss }) => {
  const optimum = scoreLogit(Math.log(prevalence / (1 - prevalence)), loss);
  return { optimum, back: probabilityLogit(optimum, loss), code: codeOf(mapCode(loss, 0)) };
});
const softmax = request.softmax.map(({ prevalences, ...loss }) => {
  const scores = logScores(prevalences.map(Math.log), loss);
  const code = codeOf(softmaxMapCode({ ...loss, alpha: loss.alpha === null ? null : [...loss.alpha] }));
  return { scores: [...scores], back: [...logProbabilities(scores, loss)], code };
});
process.stdout.write(JSON.stringify({ binary, softmax }));
