"""The same in PyTorch, the gradient by autograd, with two threads: torch_sigmoid.py LOGITS TARGETS"""

import json
import sys

import numpy as np
import torch

ALPHA, GAMMA = 0.25, 2.0
torch.set_num_threads(2)

logits = torch.from_numpy(np.load(sys.argv[1]).astype(np.float32, copy=False)).requires_grad_()
targets = torch.from_numpy(np.load(sys.argv[2]))
labels = targets.float()

# torchvision.ops.sigmoid_focal_loss, and the cross-entropy that it is made of.
p = torch.sigmoid(logits)
cross_entropy = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="none")
p_t = p * labels + (1 - p) * (1 - labels)
focal = (ALPHA * labels + (1 - ALPHA) * (1 - labels)) * cross_entropy * (1 - p_t) ** GAMMA
focal.sum().backward()

with torch.no_grad():
    report = {
        "finite": int(torch.isfinite(logits).sum()),
        "nan": int(torch.isnan(logits).sum()),
        "extrema": [float(logits.min()), float(logits.max())],
        "mean": float(logits.double().mean()),
        "std": float(logits.double().std()),
        "histogram": torch.histc(logits, 256, -64, 64).tolist(),
    }
    for name, chosen in (("negatives", targets == 0), ("positives", targets == 1)):
        report[name] = {
            "count": int(chosen.sum()),
            "cross_entropy": float(cross_entropy[chosen].double().sum()),
            "focal": float(focal[chosen].double().sum()),
            "gradient": float(logits.grad[chosen].abs().double().sum()),
            "p_t": torch.histc(p_t[chosen], 100, 0, 1).tolist(),
            "loss by p_t": torch.histogram(p_t[chosen], 100, range=(0.0, 1.0), weight=focal[chosen])[0].tolist(),
        }
print(json.dumps(report))
