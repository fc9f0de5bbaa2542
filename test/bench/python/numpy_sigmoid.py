"""The statistics of a sigmoid focal loss check, as one writes them in NumPy.

numpy_sigmoid.py LOGITS TARGETS, or numpy_sigmoid.py FILE.npz, which has a mask or weights beside them. Of rows of
several classes, extrema, moments and losses are those of each class.
"""

import json
import sys

import numpy as np

if "bfloat16" in sys.argv[1]:
    # NumPy knows the type once ml_dtypes is there, which a script on other data does not load.
    import ml_dtypes

ALPHA, GAMMA = 0.25, 2.0

if len(sys.argv) == 2:
    arrays = np.load(sys.argv[1])
    logits, targets, mask, weight = map(arrays.get, ("logits", "targets", "mask", "weight"))
else:
    logits, targets, mask, weight = np.load(sys.argv[1]), np.load(sys.argv[2]), None, None
if logits.dtype.kind == "V":
    logits = logits.view(ml_dtypes.bfloat16)
logits = logits.astype(np.float32, copy=False)
targets = targets.astype(bool, copy=False)

x_t = np.where(targets, logits, -logits)
cross_entropy = np.logaddexp(np.float32(0), -x_t)
p_t = np.exp(-cross_entropy)
modulating_factor = (1 - p_t) ** GAMMA
alpha_t = np.where(targets, np.float32(ALPHA), np.float32(1 - ALPHA))
focal = alpha_t * modulating_factor * cross_entropy
gradient = alpha_t * modulating_factor * (GAMMA * p_t * cross_entropy + 1 - p_t)
if weight is not None:
    cross_entropy, focal, gradient = cross_entropy * weight, focal * weight, gradient * weight



def total(terms, chosen):
    if terms.ndim == 1:
        return float(terms[chosen].sum(dtype=np.float64))
    return terms.sum(axis=0, where=chosen, dtype=np.float64).tolist()


report = {
    "finite": int(np.isfinite(logits).sum()),
    "nan": int(np.isnan(logits).sum()),
    "extrema": [logits.min(axis=0).tolist(), logits.max(axis=0).tolist()],
    "mean": logits.mean(axis=0, dtype=np.float64).tolist(),
    "std": logits.std(axis=0, dtype=np.float64).tolist(),
    "histogram": np.histogram(logits, bins=256, range=(-64, 64))[0].tolist(),
}
for name, chosen in (("negatives", ~targets), ("positives", targets)):
    if mask is not None:
        chosen = chosen & mask
    report[name] = {
        "count": chosen.sum(axis=0).tolist(),
        "cross_entropy": total(cross_entropy, chosen),
        "focal": total(focal, chosen),
        "gradient": total(gradient, chosen),
        "p_t": np.histogram(p_t[chosen], bins=100, range=(0, 1))[0].tolist(),
        "loss by p_t": np.histogram(p_t[chosen], bins=100, range=(0, 1), weights=focal[chosen])[0].tolist(),
    }
print(json.dumps(report))
