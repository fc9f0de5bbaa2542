import { calibrationFindings } from './findings/calibration';
import { dataFindings } from './findings/data';
import { pairingFindings } from './findings/pairing';
import { trainingFindings } from './findings/training';

/** What a check finds, by id: its title, what was seen, what it means and what to do. */
export const findings = { ...dataFindings, ...pairingFindings, ...trainingFindings, ...calibrationFindings };
