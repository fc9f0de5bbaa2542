import { arrayFindings } from './findings/arrays';
import { calibrationFindings } from './findings/calibration';
import { givenValueFindings } from './findings/given-values';
import { pairingFindings } from './findings/pairing';
import { predictionFindings } from './findings/predictions';
import { targetFindings } from './findings/targets';
import { trainingFindings } from './findings/training';

/** The sentences of findings, by id: title, what was seen, what it means and what to do. */
export const findings = {
  ...arrayFindings,
  ...targetFindings,
  ...predictionFindings,
  ...pairingFindings,
  ...trainingFindings,
  ...givenValueFindings,
  ...calibrationFindings,
};
