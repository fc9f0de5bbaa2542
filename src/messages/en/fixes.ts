/** What the fixes of the linter do, as the editor lists them. */
export const fixes = {
  'alpha-to-positives': 'Weight positives by α and negatives by 1 − α',
  'power-of-one-minus-pt': 'Take (1 − p_t)^γ',
  'at-least-one-positive': 'Divide by at least 1',
  'register-buffer': 'Register the tensor, so that it moves with the module',
  'device-of-predictions': 'Use the device of the predictions',
  'keep-shape': 'Keep the shape of the targets',
};
