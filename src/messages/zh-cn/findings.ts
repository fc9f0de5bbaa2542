import type { findings as english } from '../en/findings';
import type { Translated } from '../sentence';
import { arrayFindings } from './findings/arrays';
import { calibrationFindings } from './findings/calibration';
import { givenValueFindings } from './findings/given-values';
import { pairingFindings } from './findings/pairing';
import { predictionFindings } from './findings/predictions';
import { targetFindings } from './findings/targets';
import { trainingFindings } from './findings/training';

export const findings: Translated<typeof english> = {
  ...arrayFindings,
  ...targetFindings,
  ...predictionFindings,
  ...pairingFindings,
  ...trainingFindings,
  ...givenValueFindings,
  ...calibrationFindings,
};
