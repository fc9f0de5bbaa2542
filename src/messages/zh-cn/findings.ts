import type { findings as english } from '../en/findings';
import type { Translated } from '../sentence';
import { calibrationFindings } from './findings/calibration';
import { dataFindings } from './findings/data';
import { pairingFindings } from './findings/pairing';
import { trainingFindings } from './findings/training';

export const findings: Translated<typeof english> = {
  ...dataFindings,
  ...pairingFindings,
  ...trainingFindings,
  ...calibrationFindings,
};
