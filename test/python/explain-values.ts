// Explains printed values: node explain-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import { checkTensors } from '../../src/check/check';
import { candidatesOf } from '../../src/check/explain/candidates';
import { lossDataOf } from '../../src/check/explain/loss-data';
import { readPrinted } from '../../src/check/explain/printed-value';
import { rank } from '../../src/check/explain/rank';
import { rowsOf } from '../../src/services/explain';
import { openTensorFile } from '../../src/tensor/formats/open';
import { openNodeFile } from '../../src/tensor/reading/node-file';

interface Request {
  readonly data: readonly { readonly file: string; readonly values: readonly string[] }[];
}

const [path = ''] = process.argv.slice(2);
const { data }: Request = JSON.parse(readFileSync(path, 'utf8'));

async function explained({ file, values }: Request['data'][number]) {
  const opened = await openTensorFile(await openNodeFile(file, file, 'here'));
  const report = await checkTensors({ files: [opened] });
  const lossData = lossDataOf(report);
  const started = performance.now();
  const histograms = lossData === null ? [] : candidatesOf(lossData, null);
  const half = performance.now() - started;
  const rows = await rowsOf([opened], report);
  const candidates = lossData === null ? [] : candidatesOf(lossData, rows);
  const milliseconds = performance.now() - started;
  return {
    read: report.interpretation.why,
    milliseconds,
    half,
    ofHistograms: histograms.length,
    tried: candidates.length,
    answers: values.map((text) => {
      const printed = readPrinted(text);
      return printed === null ? null : rank(printed, candidates);
    }),
  };
}

void (async () => {
  const answers: unknown[] = [];
  for (const each of data) {
    answers.push(await explained(each));
  }
  process.stdout.write(JSON.stringify(answers));
})();
