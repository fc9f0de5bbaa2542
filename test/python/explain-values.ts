// Explains printed values: node explain-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import { checkTensors } from '../../src/check/check';
import { candidatesOnReport, explainedBy } from '../../src/check/explain/explain-report';
import { readPrinted } from '../../src/check/explain/printed-value';
import { rowsOf } from '../../src/services/explain';
import { openTensorFile } from '../../src/tensor/formats/open';
import { openNodeFile } from '../../src/tensor/reading/node-file';

interface Request {
  readonly data: readonly { readonly file: string; readonly values: readonly string[] }[];
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  throw new Error('Usage: node explain-values.js REQUEST.json');
}
const { data }: Request = JSON.parse(readFileSync(path, 'utf8'));

async function explained({ file, values }: Request['data'][number]) {
  const opened = await openTensorFile(await openNodeFile(file, file, 'here'));
  const report = await checkTensors({ files: [opened] });
  const candidates = candidatesOnReport(report, await rowsOf([opened], report));
  return values.map((text) => {
    const printed = readPrinted(text);
    return printed === null ? [] : explainedBy(candidates, true, printed).explanations;
  });
}

void Promise.all(data.map(explained)).then((answers) => process.stdout.write(JSON.stringify(answers)));
