"""Sigmoid losses of run_parity.py, right and wrong."""

from run_cases import binary, loss, probabilities

LONG = "int64"

loss(
    "torchvision style",
    """
    def focal(inputs, targets, alpha: float = 0.25, gamma: float = 2, reduction: str = "none"):
        p = torch.sigmoid(inputs)
        ce_loss = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
        p_t = p * targets + (1 - p) * (1 - targets)
        loss = ce_loss * ((1 - p_t) ** gamma)
        if alpha >= 0:
            alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
            loss = alpha_t * loss
        if reduction == "none":
            pass
        elif reduction == "mean":
            loss = loss.mean()
        elif reduction == "sum":
            loss = loss.sum()
        else:
            raise ValueError(f"Invalid Value for arg 'reduction': '{reduction}'")
        return loss
    """,
    "focal(x, t, reduction='mean')",
    binary(5, 3),
)
loss("wrong reduction", """
    def focal(x, t, reduction="average"):
        loss = F.binary_cross_entropy_with_logits(x, t, reduction="none")
        if reduction == "mean":
            return loss.mean()
        else:
            raise ValueError(f"Invalid reduction {reduction!r}: {loss.shape[0]:d}")
    """, "focal(x, t)", binary(4))
loss("class with cuda", """
    class Focal(nn.Module):
        def __init__(self, alpha=0.25, gamma=2):
            super(Focal, self).__init__()
            self.alpha = torch.tensor([alpha, 1 - alpha])
            self.gamma = gamma

        def forward(self, inputs, targets):
            bce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
            at = self.alpha.gather(0, targets.long().data.view(-1))
            pt = torch.exp(-bce)
            return (at * (1 - pt) ** self.gamma * bce).mean()
    """, "Focal()(x, t)", binary(7))
loss("flattened targets that do not fit", LOSSES_FLAT := """
    class Focal(nn.Module):
        def __init__(self, alpha=0.25, gamma=2):
            super().__init__()
            self.alpha = torch.tensor([alpha, 1 - alpha])
            self.gamma = gamma

        def forward(self, inputs, targets):
            bce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
            at = self.alpha.gather(0, targets.type(torch.long).view(-1))
            return (at * (1 - torch.exp(-bce)) ** self.gamma * bce).mean()
    """, "Focal()(x, t)", binary(5, 3))
loss("flattened targets that broadcast", LOSSES_FLAT, "Focal()(x, t)", binary(5, 1))
loss("where", """
    def focal(logits, labels, gamma=2.0, alpha=0.25):
        probs = logits.sigmoid()
        pt = torch.where(labels == 1, probs, 1 - probs)
        at = torch.where(labels == 1, alpha * torch.ones_like(probs), (1 - alpha) * torch.ones_like(probs))
        log_pt = torch.where(labels == 1, F.logsigmoid(logits), F.logsigmoid(-logits))
        return torch.sum(-at * (1 - pt).pow(gamma) * log_pt)
    """, "focal(x, t)", binary(8))
loss("stable by logsigmoid", """
    def focal(x, t, gamma=1.5, alpha=.3):
        xt = (2 * t - 1) * x
        return -(alpha * t + (1 - alpha) * (1 - t)) * torch.sigmoid(-xt) ** gamma * F.logsigmoid(xt)
    """, "focal(x, t)", binary(9))
loss("logs of clamped probabilities", """
    class Focal(nn.Module):
        def __init__(self, gamma=2., eps=1e-7):
            nn.Module.__init__(self)
            self.gamma = gamma
            self.eps = eps

        def forward(self, p, y):
            p = p.clamp(self.eps, 1. - self.eps)
            loss = -y * torch.log(p) * (1 - p) ** self.gamma - (1 - y) * torch.log(1 - p) * p ** self.gamma
            return loss.mean()
    """, "Focal()(x, t)", probabilities(6))
loss("clamp min and max", """
    def focal(x, t):
        p = torch.clamp(torch.sigmoid(x), min=0.2, max=0.7)
        return -(t * p.log() + (1 - t) * (1 - p).log())
    """, "focal(x, t)", binary(10))
loss("gamma below one", """
    def focal(x, t):
        p = torch.sigmoid(x * 40)
        pt = p * t + (1 - p) * (1 - t)
        return ((1 - pt) ** 0.5 * -torch.log(pt + 1e-4)).sum()
    """, "focal(x, t)", binary(12))
loss("unstable logarithm", """
    def focal(x, t):
        p = torch.sigmoid(x * 30)
        return -(t * torch.log(p) + (1 - t) * torch.log(1 - p))
    """, "focal(x, t)", binary(12))
loss("masked NaN in the gradient", """
    def focal(x, t):
        y = x * 300
        return torch.where(y > 0, torch.log(torch.exp(-y) + 1), -y + torch.log(1 + torch.exp(y)))
    """, "focal(x, t)", binary(12))
loss("by index assignment", """
    def focal(x, t, gamma=2):
        p = torch.sigmoid(x)
        loss = torch.zeros_like(p)
        positive = t == 1
        loss[positive] = -(1 - p[positive]) ** gamma * torch.log(p[positive])
        loss[~positive] = -p[~positive] ** gamma * torch.log(1 - p[~positive])
        return loss.sum() / positive.sum().clamp(min=1)
    """, "focal(x, t)", binary(11))
loss("in-place probability", """
    def focal(x, t):
        p = torch.sigmoid(x)
        p[t == 0] = 1 - p[t == 0]
        return (-(1 - p) ** 2 * p.log()).mean()
    """, "focal(x, t)", binary(11))
loss("in-place that spoils the gradient", """
    def focal(x, t):
        p = torch.exp(x)
        q = p * p
        p += 1
        return q.sum()
    """, "focal(x, t)", binary(4))
loss("augmented assignments", """
    def focal(x, t):
        loss = F.binary_cross_entropy_with_logits(x, t, reduction='none')
        loss *= 0.25 * t + 0.75 * (1 - t)
        loss = loss.view(-1)
        loss += 1
        loss -= 1.
        total = 0
        for part in loss:
            total += part
        return total / len(loss)
    """, "focal(x, t)", binary(3, 2))
loss("detached modulation", """
    def focal(x, t):
        ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
        pt = torch.exp(-ce).detach()
        return ((1 - pt) ** 2 * ce).mean()
    """, "focal(x, t)", binary(6))
loss("no grad around p_t", """
    def focal(x, t):
        ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
        with torch.no_grad():
            w = (1 - torch.exp(-ce)) ** 2
        return (w * ce).mean()
    """, "focal(x, t)", binary(6))
loss("data of p_t", """
    def focal(x, t):
        logpt = -F.binary_cross_entropy_with_logits(x, t, reduction='none')
        pt = Variable(logpt.data.exp())
        return (-1 * (1 - pt) ** 2 * logpt).mean()
    """, "focal(x, t)", binary(6))
loss("modulator as weight", """
    def focal(x, t):
        p = torch.sigmoid(x)
        return F.binary_cross_entropy_with_logits(x, t, weight=(1 - p) ** 2)
    """, "focal(x, t)", binary(6))
loss("constant weight", """
    def focal(x, t):
        w = (0.25 * t + 0.75 * (1 - t)) * torch.sigmoid(x).detach()
        return F.binary_cross_entropy_with_logits(x, t, weight=w, reduction="sum")
    """, "focal(x, t)", binary(6))
loss("pos_weight", """
    class Focal(nn.Module):
        def __init__(self, pos_weight=3.0):
            super().__init__()
            self.register_buffer("w", torch.tensor(pos_weight))

        def forward(self, x, t):
            ce = F.binary_cross_entropy_with_logits(x, t, pos_weight=self.w.to(x.dtype), reduction="none")
            return ((1 - torch.exp(-ce)) ** 2 * ce).mean(dim=1).sum()
    """, "Focal()(x, t)", binary(4, 3))
loss("reduced before modulation", """
    class Focal(nn.Module):
        def __init__(self, gamma=2):
            super().__init__()
            self.gamma = gamma
            self.bce = nn.BCEWithLogitsLoss()

        def forward(self, x, t):
            ce = self.bce(x, t)
            return (1 - torch.exp(-ce)) ** self.gamma * ce
    """, "Focal()(x, t)", binary(6))
loss("subclass of a library loss", """
    class Focal(nn.BCEWithLogitsLoss):
        def __init__(self, alpha=None, gamma=2.0, reduction='mean'):
            super().__init__(reduction='none')
            self.alpha, self.gamma, self.how = alpha, gamma, reduction

        def forward(self, input, target):
            ce = super().forward(input, target)
            focal = (1 - (-ce).exp()) ** self.gamma * ce
            if self.alpha is not None:
                focal = focal * torch.where(target > 0.5, self.alpha, 1 - self.alpha)
            return getattr(focal, self.how)()
    """, "Focal(alpha=0.25)(x, t)", binary(6))
loss("wrapper of another loss", """
    class Wrapped(nn.Module):
        def __init__(self, loss_fcn, gamma=1.5, alpha=0.25):
            super().__init__()
            self.loss_fcn = loss_fcn
            self.gamma = gamma
            self.alpha = alpha
            self.reduction = loss_fcn.reduction
            self.loss_fcn.reduction = 'none'

        def forward(self, pred, true):
            loss = self.loss_fcn(pred, true)
            pred_prob = torch.sigmoid(pred)
            p_t = true * pred_prob + (1 - true) * (1 - pred_prob)
            alpha_factor = true * self.alpha + (1 - true) * (1 - self.alpha)
            loss *= alpha_factor * (1.0 - p_t) ** self.gamma
            if self.reduction == 'mean':
                return loss.mean()
            elif self.reduction == 'sum':
                return loss.sum()
            return loss
    """, "Wrapped(nn.BCEWithLogitsLoss())(x, t)", binary(5, 2))
loss("closure", """
    def make(alpha=0.25, *, gamma):
        def loss(x, t):
            p = torch.sigmoid(x)
            pt = t * p + (1 - t) * (1 - p)
            at = t * alpha + (1 - t) * (1 - alpha)
            return -(at * (1 - pt).pow(gamma) * pt.log()).sum(-1).mean()
        return loss
    """, "make(gamma=2)(x, t)", binary(4, 3))
loss("integer targets", """
    def focal(x, t):
        return F.binary_cross_entropy_with_logits(x, t)
    """, "focal(x, t)", binary(4, target=LONG))
loss("bool subtraction", """
    def focal(x, t):
        return ((1 - (t > 0)) * x).sum()
    """, "focal(x, t)", binary(4))
loss("long targets made float", """
    def focal(x, t, alpha=.25, gamma=2.):
        t = t.type_as(x)
        ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
        at = t * alpha + (1 - t) * (1. - alpha)
        return (at * (1 - torch.exp(-ce)) ** gamma * ce).sum() / max(1., t.sum().item())
    """, "focal(x, t)", binary(7, target=LONG))
loss("alpha by index of long", """
    def focal(x, t, alpha=(0.75, 0.25)):
        w = torch.tensor(alpha, device=x.device, dtype=x.dtype)[t]
        ce = F.softplus(-x) * t + F.softplus(x) * (1 - t)
        return torch.mean(w * ce)
    """, "focal(x, t)", binary(7, target=LONG))
loss("p for both", """
    def focal(x, t, alpha=.25, gamma=2):
        p = 1 / (1 + torch.exp(-x))
        a = t * alpha + (1 - t) * (1 - alpha)
        ll = t * p.log() + (1 - t) * (1 - p).log()
        return -(a * (1 - p).pow(gamma) * ll).mean()
    """, "focal(x, t)", binary(7))
loss("double sigmoid", """
    def focal(x, t):
        p = x.sigmoid()
        ce = F.binary_cross_entropy_with_logits(p, t, reduction='none')
        return torch.mean(torch.pow(1 - p, 2) * ce)
    """, "focal(x, t)", binary(7))
loss("binary cross-entropy of probabilities", """
    def focal(x, t):
        ce = F.binary_cross_entropy(torch.sigmoid(x), t, reduction='none')
        return (1 - torch.exp(-ce)) ** 2 * ce
    """, "focal(x, t)", binary(7))
loss("binary cross-entropy of logits", """
    def focal(x, t):
        return F.binary_cross_entropy(x, t)
    """, "focal(x, t)", binary(7))
loss("smoothed targets", """
    def focal(x, t, smoothing=0.1):
        soft = t * (1 - smoothing) + smoothing / 2
        p = x.sigmoid()
        pt = torch.where(soft == 1.0, p, 1.0 - p)
        return ((1 - pt) ** 2 * F.binary_cross_entropy_with_logits(x, soft, reduction='none')).mean()
    """, "focal(x, t)", binary(7))
loss("number of positives", """
    def focal(x, t):
        num_pos = float((t > 0.5).sum())
        ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
        return ce.sum() / num_pos if num_pos > 0 else ce.sum()
    """, "focal(x, t)", binary(7))
loss("varifocal", """
    def vfl(pred, gt, alpha=0.75, gamma=2.0):
        p = pred.sigmoid()
        weight = alpha * p.pow(gamma) * (gt <= 0.0).float() + gt * (gt > 0.0).float()
        return (F.binary_cross_entropy_with_logits(pred, gt, reduction='none') * weight).sum()
    """, "vfl(x, t)", binary(5, 2))
loss("focal star", """
    def star(x, t, gamma=2.0, beta=1.0):
        xt = x * (2 * t - 1)
        return -F.logsigmoid(gamma * xt + beta) / gamma
    """, "star(x, t)", binary(8))
loss("asymmetric", """
    class ASL(nn.Module):
        def __init__(self, gamma_neg=4, gamma_pos=1, clip=0.05, eps=1e-8):
            super().__init__()
            self.gamma_neg, self.gamma_pos, self.clip, self.eps = gamma_neg, gamma_pos, clip, eps

        def forward(self, x, y):
            xs_pos = torch.sigmoid(x)
            xs_neg = 1 - xs_pos
            if self.clip is not None and self.clip > 0:
                xs_neg = (xs_neg + self.clip).clamp(max=1)
            loss = y * torch.log(xs_pos.clamp(min=self.eps)) + (1 - y) * torch.log(xs_neg.clamp(min=self.eps))
            if self.gamma_neg > 0 or self.gamma_pos > 0:
                pt = xs_pos * y + xs_neg * (1 - y)
                one_sided = self.gamma_pos * y + self.gamma_neg * (1 - y)
                loss *= torch.pow(1 - pt, one_sided)
            return -loss.sum()
    """, "ASL()(x, t)", binary(4, 5))
loss("static method, property and class method", """
    class Focal:
        gamma = 2

        @staticmethod
        def modulate(pt, gamma):
            return (1 - pt) ** gamma

        @property
        def doubled(self):
            return self.gamma * 2

        @classmethod
        def default(cls):
            return cls()

        def __call__(self, x, t):
            ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
            return (Focal.modulate(torch.exp(-ce), self.doubled) * ce).sum(dim=0, keepdim=True)
    """, "Focal.default()(x, t)", binary(4, 2))
loss("try, dictionaries and comprehensions", """
    SETTINGS = {'gamma': 2.0, 'alpha': [0.75, 0.25]}

    def focal(x, t, **options):
        settings = {**SETTINGS, **options}
        try:
            alpha = settings['missing']
        except KeyError as error:
            alpha = settings.get('alpha')
        finally:
            gamma = settings.pop('gamma')
        weights = [alpha[int(y)] for y in t]
        w = torch.tensor(weights).to(x)
        losses = [w[i] * F.softplus(-x[i] if t[i] else x[i]) for i in range(len(t))]
        return torch.stack(losses).sum() * gamma
    """, "focal(x, t, alpha=(0.6, 0.4))", binary(5))
loss("assert fails", """
    def focal(x, t):
        assert x.size() == t.size() and x.dim() == 2, f"{x.size()} {t.size()}"
        return x.sum()
    """, "focal(x, t)", binary(5))
loss("log and exp of sums", """
    def focal(x, t):
        max_val = (-x).clamp(min=0)
        ce = x - x * t + max_val + ((-max_val).exp() + (-x - max_val).exp()).log()
        invprobs = F.logsigmoid(-x * (t * 2.0 - 1.0))
        return ((invprobs * 2).exp() * ce).sum(dim=1).mean()
    """, "focal(x, t)", binary(4, 3))
loss("alpha None is indexed", """
    class Focal(nn.Module):
        def __init__(self, alpha=None):
            super().__init__()
            self.alpha = alpha

        def forward(self, x, t):
            return (self.alpha[t.long()] * x).sum()
    """, "Focal()(x, t)", binary(4))
loss("missing super", """
    class Focal(nn.Module):
        def __init__(self, gamma):
            super().__init__()
            self.gamma = gamma

        def forward(self, x, t):
            return x * self.gama
    """, "Focal(2)(x, t)", binary(4))
loss("bfloat16", """
    def focal(x, t):
        p = torch.sigmoid(x.bfloat16()).float()
        pt = torch.where(t > 0.5, p, 1 - p)
        return ((1 - pt) ** 2).sum()
    """, "focal(x, t)", binary(4))
loss("while and break", """
    def focal(x, t):
        total, i = x.new_zeros(1), 0
        while True:
            if i >= x.numel():
                break
            total = total + (x.view(-1)[i] if t.view(-1)[i] > 0 else -x.view(-1)[i]).sigmoid().log()
            i += 1
        return -total / i
    """, "focal(x, t)", binary(3, 2))
loss("eq and methods in place", """
    def focal(x, t):
        w = torch.empty_like(x).fill_(0.75)
        w[t.eq(1)] = 0.25
        p = x.sigmoid()
        q = torch.ones_like(p).sub_(p).clamp_(1e-6, 1)
        return torch.add(p.mul(t), q.mul(t.ne(1).float())).mul(w).log().neg().sum()
    """, "focal(x, t)", binary(3, 2))
loss("isinstance of alpha", """
    class Focal(nn.Module):
        def __init__(self, alpha=None):
            super().__init__()
            self.alpha = alpha
            if isinstance(alpha, (float, int)):
                self.alpha = torch.Tensor([alpha, 1 - alpha])
            if isinstance(alpha, list):
                self.alpha = torch.Tensor(alpha)

        def forward(self, x, t):
            if self.alpha is not None:
                if self.alpha.type() != x.data.type():
                    self.alpha = self.alpha.type_as(x.data)
                at = self.alpha.gather(0, t.data.view(-1).long())
                return (x * Variable(at)).sum()
            return x.sum()
    """, "Focal(0.25)(x, t)", binary(6))
loss("a gradient of its own", """
    class FocalFunction(torch.autograd.Function):
        @staticmethod
        @torch.cuda.amp.custom_fwd
        def forward(ctx, logits, label, alpha, gamma):
            p = torch.sigmoid(logits)
            p_t = torch.where(label == 1, p, 1 - p)
            ctx.save_for_backward(p, label)
            ctx.alpha, ctx.gamma = alpha, gamma
            alpha_t = torch.where(label == 1, alpha, 1 - alpha)
            return -alpha_t * (1 - p_t).pow(gamma) * p_t.log()

        @staticmethod
        @torch.cuda.amp.custom_bwd
        def backward(ctx, grad_output):
            p, label = ctx.saved_tensors
            a, g = ctx.alpha, ctx.gamma
            positive = a * (1 - p) ** g * (g * p * p.log() - (1 - p))
            negative = (1 - a) * p ** g * (p - g * (1 - p) * (1 - p).log())
            return grad_output * torch.where(label == 1, positive, negative), None, None, None

    class Focal(nn.Module):
        def forward(self, x, t):
            return FocalFunction.apply(x, t, 0.25, 2.0).mean()
    """, "Focal()(x * 2, t)", binary(5, 3))
loss("sizes of index targets, and messages", """
    import logging
    import warnings

    logger = logging.getLogger(__name__)

    def one_hot(index, classes):
        size = index.size()[:1] + (classes,)
        view = index.size()[:1] + (1,)
        return torch.Tensor(size).fill_(0).scatter_(1, index.view(view), 1.0)

    def focal(x, t):
        logger.info("x is %s", x.shape)
        warnings.simplefilter("ignore")
        with torch.cuda.amp.autocast(enabled=False):
            p = torch.stack([1 - x.sigmoid(), x.sigmoid()], -1)
        p_t = (p * one_hot(t.long(), 2).to(x.dtype)).sum(1).clamp_min(torch.finfo(x.dtype).eps)
        return torch.einsum("n,n->", (1 - p_t) ** 2, -p_t.log()) / p.max(dim=1).values.sum().detach()
    """, "focal(x, t)", binary(6))
loss("keeps its arguments by the names that are bound", """
    class Focal(nn.Module):
        def __init__(self, alpha=0.25, gamma=2.0):
            given = locals()
            super().__init__()
            for name in ("alpha", "gamma"):
                setattr(self, name, given[name])

        def forward(self, x, t):
            ce = F.binary_cross_entropy_with_logits(x, t, reduction="none")
            names = sorted(locals())
            return (self.alpha * (1 - torch.exp(-ce)) ** self.gamma * ce).mean() * len(names)
    """, "Focal()(x, t)", binary(4))
loss("item of a sum", """
    def focal(x, t):
        loss = F.binary_cross_entropy_with_logits(x, t)
        return loss * loss.data[0]
    """, "focal(x, t)", binary(4))
loss(
    "cases of match",
    """
    import enum

    class Mode(enum.Enum):
        MEAN = 1
        SUM = 2

    def focal(x, t, alpha=0.25, gamma=2.0, mode=Mode.MEAN, way=-1):
        match alpha:
            case None:
                side = 1
            case float() | int():
                side = torch.lerp(torch.full_like(x, 1 - alpha), torch.full_like(x, alpha), t)
            case weights:
                side = weights[t.long()]
        ce = F.binary_cross_entropy_with_logits(x, t, reduction="none")
        loss = side * (1 - torch.exp(-ce)) ** gamma * ce
        match str(way).strip():
            case "1" | "2":
                loss = loss * 3
            case other if other.startswith("-"):
                loss = loss * 2
        match way:
            case -1 if gamma > 1:
                loss = loss + 1
            case 2:
                loss = loss + 5
        match mode:
            case Mode.SUM:
                return loss.sum()
            case _:
                return loss.mean()
    """,
    "focal(x, t) + focal(x, t, None, 1.0, Mode.SUM, 2) + focal(x, t, torch.tensor([0.2, 0.8], dtype=x.dtype))",
    binary(5),
)
