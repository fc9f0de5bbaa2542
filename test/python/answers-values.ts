// Computes what answers_parity.py compares: node answers-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import { clopperPearson } from '../../src/calibration/clopper-pearson';
import { checkTensors } from '../../src/check/check';
import { equalMassBins } from '../../src/check/derive/equal-mass-bins';
import { gradientBalanceOf } from '../../src/check/derive/gradient-balance';
import { logitBinsOf } from '../../src/check/derive/logit-bins';
import { lossEffectOf } from '../../src/check/derive/loss-effect';
import { mapCheckOf } from '../../src/check/derive/map-check';
import { rowsOfGroups, thresholdsOf } from '../../src/check/derive/thresholds';
import type { ThresholdWishes } from '../../src/check/derive/usual-wishes';
import { openTensorFile } from '../../src/tensor/formats/open';
import { memoryFile } from '../../src/tensor/reading/memory-file';
import { groupsOfScores } from '../reference/groups-of-scores';

interface Request {
  readonly shares: readonly (readonly [successes: number, trials: number])[];
  readonly wishes: ThresholdWishes;
  readonly data: readonly {
    readonly logits: readonly number[];
    readonly targets: readonly number[];
    readonly alpha: number | null;
    readonly gamma: number;
  }[];
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  throw new Error('Usage: node answers-values.js REQUEST.json');
}
const { shares, wishes, data }: Request = JSON.parse(readFileSync(path, 'utf8'));

async function answersOf({ logits, targets, alpha, gamma }: Request['data'][number]) {
  const text = JSON.stringify({
    logits: { shape: [logits.length], dtype: 'float64', data: logits },
    targets: { shape: [targets.length], dtype: 'int64', data: targets },
  });
  const file = await openTensorFile(memoryFile('data.json', new TextEncoder().encode(text)));
  const report = await checkTensors({
    files: [file],
    parameters: { alpha, gamma },
    choices: { input: 'logits', link: 'sigmoid', targets: 'binary' },
  });
  return {
    map: mapCheckOf(report),
    balance: gradientBalanceOf(report),
    effect: lossEffectOf(report),
    thresholds: thresholdsOf(report, wishes),
    exactRows: rowsOfGroups(groupsOfScores(logits, targets), wishes),
    reliability: equalMassBins(logitBinsOf(report.statistics.margins)),
  };
}

void Promise.all(data.map(answersOf)).then((answers) => {
  const intervals = shares.map(([successes, trials]) => clopperPearson(successes, trials));
  process.stdout.write(JSON.stringify({ intervals, answers }));
});
