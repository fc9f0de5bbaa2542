/** One line of Python that saves logits and targets, for each kind of framework. test/python/save_outputs_parity.py runs both. */
export const SAVING_LINES = {
  pytorch: "np.savez('outputs.npz', logits=logits.detach().cpu(), targets=targets.cpu())",
  kerasAndJax: "np.savez('outputs.npz', logits=logits, targets=targets)",
};
