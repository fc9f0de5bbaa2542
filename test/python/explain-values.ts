// Explains printed values: node explain-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import { checkTensors } from '../../src/check/check';
import { explained, triedOn } from '../../src/check/explain/explain-report';
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

async function answersOf({ file, values }: Request['data'][number]) {
  const opened = await openTensorFile(await openNodeFile(file, file, 'here'));
  const report = await checkTensors({ files: [opened] });
  const tried = triedOn(report, (await rowsOf([opened], report))?.rows ?? null);
  return values.map((text) => {
    const printed = readPrinted(text);
    return printed === null ? [] : explained(tried, printed).explanations;
  });
}

void Promise.all(data.map(answersOf)).then((answers) => process.stdout.write(JSON.stringify(answers)));
