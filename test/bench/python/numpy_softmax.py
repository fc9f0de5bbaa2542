"""The statistics of a softmax focal loss check, as one writes them in NumPy: numpy_softmax.py LOGITS TARGETS"""

import json
import sys

import numpy as np

GAMMA = 2.0

logits = np.load(sys.argv[1])
targets = np.load(sys.argv[2]).astype(np.intp)
rows, classes = logits.shape

shifted = logits - logits.max(axis=1, keepdims=True)
exponentials = np.exp(shifted)
total = exponentials.sum(axis=1)
each = np.arange(rows)
log_p_t = shifted[each, targets] - np.log(total)
p_t = np.exp(log_p_t)
modulating_factor = (1 - p_t) ** GAMMA
focal = -modulating_factor * log_p_t
gradient = modulating_factor * (1 - p_t - GAMMA * p_t * log_p_t)
confidence = exponentials.max(axis=1) / total
correct = shifted.argmax(axis=1) == targets
bins = np.minimum((confidence * 15).astype(int), 14)

report = {
    "finite": int(np.isfinite(logits).sum()),
    "nan": int(np.isnan(logits).sum()),
    "minima": logits.min(axis=0).tolist(),
    "maxima": logits.max(axis=0).tolist(),
    "means": logits.mean(axis=0, dtype=np.float64).tolist(),
    "stds": logits.std(axis=0, dtype=np.float64).tolist(),
    "histogram": np.histogram(logits, bins=256, range=(-64, 64))[0].tolist(),
    "counts": np.bincount(targets, minlength=classes).tolist(),
    "p_t": np.histogram(p_t, bins=100, range=(0, 1))[0].tolist(),
    "loss by p_t": np.histogram(p_t, bins=100, range=(0, 1), weights=focal)[0].tolist(),
    "confidences": np.bincount(bins, confidence, 15).tolist(),
    "accuracies": np.bincount(bins, correct, 15).tolist(),
}
for name, terms in (("cross_entropy", -log_p_t), ("focal", focal), ("gradient", gradient)):
    report[name] = np.bincount(targets, terms, classes).tolist()
print(json.dumps(report))
