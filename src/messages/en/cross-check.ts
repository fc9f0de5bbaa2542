import { countText } from '../../format/count-text';
import { numberText } from '../../format/number-text';
import { counted } from './words';

interface Differences {
  loss: number | null;
  gradient: number | null;
}

/** The loss of a report beside TensorFlow.js and finite differences. */
export const crossCheck = {
  title: 'Cross-check',
  engine: ({ version, backend, why }: { version: string; backend: string; why: string }) =>
    `TensorFlow.js ${version}, backend ${backend} (${why})`,
  why: {
    found: ({ folder }: { folder: string }) => `@tensorflow/tfjs-node of ${folder}`,
    chosen: 'the one of Focal Loss, as chosen',
    notFound: 'the one of Focal Loss, since no @tensorflow/tfjs-node was found',
    untrusted: 'the one of Focal Loss, since code of a workspace that is not trusted does not run',
    browser: 'the one of Focal Loss, since a browser runs no native code',
    failed: ({ folder, failure }: { folder: string; failure: string }) =>
      `the one of Focal Loss, since @tensorflow/tfjs-node of ${folder} ${failure}`,
  },
  failures: {
    exception: ({ message }: { message: string }) => `fails: ${message}`,
    exited: ({ code, signal }: { code: number | null; signal: string | null }) =>
      signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`,
    silent: ({ seconds }: { seconds: number }) => `gave no answer within ${counted(seconds, 'second')}`,
    oldVersion: ({ version, least }: { version: string; least: string }) =>
      `has version ${version}, older than ${least}`,
  },
  agrees: ({ engine, loss, gradient, values, ofValues }: AgreementFacts) =>
    `${engine}: loss within ${numberText(loss)}, gradient within ${numberText(gradient)} on ${ofTotal(values, ofValues)}.`,
  differs: ({ engine, loss, gradient, values, ofValues }: AgreementFacts) =>
    `${engine}: loss within ${numberText(loss)}, gradient within ${numberText(gradient)} on ${ofTotal(values, ofValues)}, which is more than the rounding of float32 explains.`,
  nothing: 'There is no element with a loss to compare.',
  finiteDifferences: ({
    values,
    gradient,
    agrees,
  }: {
    values: number;
    gradient: number | null;
    agrees: boolean;
  }) =>
    `Differences of the loss in float64: gradient within ${numberText(gradient)} on ${counted(values, 'logit')}${agrees ? '.' : ', which is more than their error explains.'}`,
  relative:
    'These differences are shares of the loss, and of the derivative by log p_t. Both sides are given the same float32 numbers, without weights.',
  header: { quantity: 'quantity', formula: 'formula', other: 'beside it', difference: 'difference' },
  lossAt: ({ index }: { index: string }) => `loss at ${index}, most different`,
  gradientAt: ({ index }: { index: string }) => `gradient at ${index}, most different`,
  differenceAt: ({ index }: { index: string }) =>
    `gradient at ${index} by finite differences, most different`,
  largest: 'The largest differences',
  run: 'Compare with TensorFlow.js',
  cancel: 'Cancel',
  running: 'The loss is being compared with TensorFlow.js…',
  cancelled: 'The comparison with TensorFlow.js was cancelled.',
};

interface AgreementFacts extends Differences {
  engine: string;
  values: number;
  ofValues: number;
}

function ofTotal(values: number, total: number): string {
  return values === total ? counted(values, 'logit') : `${countText(values)} of ${counted(total, 'logit')}`;
}
