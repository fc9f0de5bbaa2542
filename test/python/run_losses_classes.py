"""Softmax losses of run_parity.py, right and wrong."""

from run_cases import classes, loss, one_hot

loss("cross-entropy", """
    def focal(x, t, gamma=2):
        ce = F.cross_entropy(x, t, reduction='none')
        return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
    """, "focal(x, t)", classes(4))
loss("class weights in the cross-entropy", """
    class Focal(nn.Module):
        def __init__(self, weight=None, gamma=2., reduction='mean'):
            super().__init__()
            self.register_buffer('weight', torch.as_tensor(weight))
            self.gamma = gamma
            self.reduction = reduction

        def forward(self, x, t):
            ce = F.cross_entropy(x, t, weight=self.weight.to(x.dtype), reduction='none')
            loss = (1 - torch.exp(-ce)) ** self.gamma * ce
            return {'mean': torch.mean, 'sum': torch.sum}[self.reduction](loss)
    """, "Focal([1., 2., 4.], reduction='sum')(x, t)", classes(3))
loss("weights of another type", """
    def focal(x, t):
        return F.cross_entropy(x, t, weight=torch.tensor([1., 2., 4.], dtype=torch.float16))
    """, "focal(x, t)", classes(3))
loss("ignored, images", """
    class Focal(nn.Module):
        def __init__(self, gamma=2, ignore_index=255):
            super().__init__()
            self.gamma = gamma
            self.ce = nn.CrossEntropyLoss(reduction='none', ignore_index=ignore_index)
            self.ignore = ignore_index

        def forward(self, logits, target):
            ce = self.ce(logits, target)
            valid = (target != self.ignore).float()
            return ((1 - torch.exp(-ce)) ** self.gamma * ce * valid).sum() / valid.sum()
    """, "Focal()(x, t)", classes(3, 2, 2, rows=2, ignored=255))
loss("mean of weighted and ignored", """
    def focal(x, t):
        return F.cross_entropy(x, t, weight=torch.tensor([1., 2., .5]).to(x), ignore_index=1)
    """, "focal(x, t)", classes(3))
loss("label smoothing", """
    def focal(x, t):
        ce = F.cross_entropy(x, t, label_smoothing=0.1, reduction='none')
        return ((1 - (-ce).exp()) ** 2 * ce).sum()
    """, "focal(x, t)", classes(5))
loss("label smoothing, weights and mean", """
    def focal(x, t):
        return F.cross_entropy(x, t, weight=torch.arange(1, 6).to(x), label_smoothing=0.2)
    """, "focal(x, t)", classes(5))
loss("all ignored", """
    def focal(x, t):
        return F.cross_entropy(x, torch.full_like(t, -100))
    """, "focal(x, t)", classes(3))
loss("targets out of range", """
    def focal(x, t):
        return F.cross_entropy(x, t + 2)
    """, "focal(x, t)", classes(3))
loss("float targets", """
    def focal(x, t):
        return F.cross_entropy(x, t.float())
    """, "focal(x, t)", classes(3))
loss("class probabilities", """
    def focal(x, t):
        return F.cross_entropy(x, t, label_smoothing=0.1, weight=torch.tensor([1., 2., 3.]).to(x))
    """, "focal(x, t)", one_hot(3))
loss("old style with view, gather and Variable", """
    class FocalLoss(nn.Module):
        def __init__(self, gamma=0, alpha=None, size_average=True):
            super(FocalLoss, self).__init__()
            self.gamma = gamma
            self.alpha = alpha
            if isinstance(alpha, (float, int)): self.alpha = torch.Tensor([alpha, 1 - alpha])
            if isinstance(alpha, list): self.alpha = torch.Tensor(alpha)
            self.size_average = size_average

        def forward(self, input, target):
            if input.dim() > 2:
                input = input.view(input.size(0), input.size(1), -1)
                input = input.transpose(1, 2)
                input = input.contiguous().view(-1, input.size(2))
            target = target.view(-1, 1)

            logpt = F.log_softmax(input, dim=1)
            logpt = logpt.gather(1, target)
            logpt = logpt.view(-1)
            pt = Variable(logpt.data.exp())

            if self.alpha is not None:
                if self.alpha.type() != input.data.type():
                    self.alpha = self.alpha.type_as(input.data)
                at = self.alpha.gather(0, target.data.view(-1))
                logpt = logpt * Variable(at)

            loss = -1 * (1 - pt) ** self.gamma * logpt
            if self.size_average: return loss.mean()
            else: return loss.sum()
    """, "FocalLoss(gamma=2, alpha=[.1, .2, .7])(x, t)", classes(3, 2, 2, rows=2))
loss("scatter into a mask", """
    class FocalLoss(nn.Module):
        def __init__(self, class_num, alpha=None, gamma=2, size_average=True):
            super(FocalLoss, self).__init__()
            if alpha is None:
                self.alpha = Variable(torch.ones(class_num, 1))
            else:
                self.alpha = alpha if isinstance(alpha, Variable) else Variable(alpha)
            self.gamma = gamma
            self.class_num = class_num
            self.size_average = size_average

        def forward(self, inputs, targets):
            N = inputs.size(0)
            C = inputs.size(1)
            P = F.softmax(inputs, dim=1)
            class_mask = inputs.data.new(N, C).fill_(0)
            class_mask = Variable(class_mask)
            ids = targets.view(-1, 1)
            class_mask.scatter_(1, ids.data, 1.)
            if inputs.is_cuda and not self.alpha.is_cuda:
                self.alpha = self.alpha.cuda()
            alpha = self.alpha[ids.data.view(-1)]
            probs = (P * class_mask).sum(1).view(-1, 1)
            log_p = probs.log()
            batch_loss = -alpha * (torch.pow((1 - probs), self.gamma)) * log_p
            return batch_loss.mean() if self.size_average else batch_loss.sum()
    """, "FocalLoss(3, alpha=torch.ones(3, 1) * 0.5)(x, t)", classes(3))
loss("one-hot of the indices", """
    def focal(x, t, alpha=0.25, gamma=2., eps=1e-6):
        soft = F.softmax(x, dim=1) + eps
        one_hot = F.one_hot(t, num_classes=x.shape[1]).permute(0, 3, 1, 2).type(x.dtype)
        weight = torch.pow(1.0 - soft, gamma)
        focal = -alpha * weight * torch.log(soft)
        return torch.sum(one_hot * focal, dim=1).mean()
    """, "focal(x, t)", classes(3, 2, 3, rows=2))
loss("one-hot by scatter", """
    def focal(x, t):
        hot = torch.zeros(x.shape, dtype=x.dtype).scatter_(1, t.unsqueeze(1), 1.0)
        logp = torch.log_softmax(x, 1)
        return -(hot * (1 - logp.exp()) ** 2 * logp).sum(1).mean()
    """, "focal(x, t)", classes(4))
loss("one-hot targets", """
    def focal(x, t, alpha=None):
        logp = F.log_softmax(x, -1)
        loss = -t * (1 - logp.exp()) ** 2 * logp
        return loss.sum(dim=-1).mean()
    """, "focal(x, t)", one_hot(3))
loss("one-hot by eye", """
    def focal(x, t):
        hot = torch.eye(x.size(1))[t].to(x.device)
        p = torch.sigmoid(x)
        pt = hot * p + (1 - hot) * (1 - p)
        return ((1 - pt) ** 2 * F.binary_cross_entropy_with_logits(x, hot.to(x.dtype), reduction='none')).sum(1)
    """, "focal(x, t)", classes(3))
loss("softmax of softmax", """
    def focal(x, t):
        p = F.softmax(x, dim=1)
        ce = F.cross_entropy(p, t, reduction='none')
        return ((1 - p.gather(1, t[:, None]).squeeze(1)) ** 2 * ce).mean()
    """, "focal(x, t)", classes(3))
loss("indices as factors", """
    def focal(x, t):
        logp = F.log_softmax(x, 1)
        return -(t * logp).sum(1).mean()
    """, "focal(x, t)", classes(3))
loss("nll loss class", """
    class Focal(nn.NLLLoss):
        def __init__(self, gamma=2, **kwargs):
            super().__init__(**kwargs)
            self.gamma = gamma

        def forward(self, x, t):
            logp = F.log_softmax(x, dim=1)
            return F.nll_loss((1 - torch.exp(logp)) ** self.gamma * logp, t, self.weight, ignore_index=self.ignore_index, reduction=self.reduction)
    """, "Focal(ignore_index=1, reduction='sum')(x, t)", classes(3))
loss("fancy indices", """
    def focal(x, t):
        logp = x.log_softmax(dim=-1)[range(x.shape[0]), t]
        logq = x.log_softmax(dim=-1)[torch.arange(len(t)), t]
        return -((1 - logp.exp()) ** 2 * logq).mean()
    """, "focal(x, t)", classes(3))
loss("permuted images", """
    def focal(x, t):
        x = x.permute(0, 2, 3, 1).reshape(-1, x.shape[1])
        t = t.flatten()
        keep = t != 255
        logp = F.log_softmax(x[keep], 1).gather(1, t[keep].unsqueeze(-1)).squeeze(-1)
        return -((1 - logp.exp()) ** 2 * logp).mean()
    """, "focal(x, t)", classes(3, 2, 2, rows=2, ignored=255))
loss("state changed", """
    class Focal(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer('weight', torch.ones(3))

        def forward(self, x, t):
            self.weight = self.weight[t]
            return (self.weight * F.cross_entropy(x, t, reduction='none')).sum()

    focal = Focal()
    """, "focal(x[:2], t[:2]) + focal(x, torch.full_like(t, 2))", classes(3))
loss("reduced cross-entropy", """
    class Focal(nn.Module):
        def __init__(self, alpha=1, gamma=2, logits=True, reduce=True):
            super().__init__()
            self.alpha = alpha
            self.gamma = gamma
            self.ce = nn.CrossEntropyLoss()

        def forward(self, x, t):
            logp = self.ce(x, t)
            p = torch.exp(-logp)
            loss = (1 - p) ** self.gamma * logp
            return loss.mean()
    """, "Focal()(x, t)", classes(3))
loss("implicit softmax dimension", """
    def focal(x, t):
        return -F.log_softmax(x).gather(1, t.view(-1, 1)).sum()
    """, "focal(x, t)", classes(3))
loss("chunks and stacks", """
    def focal(x, t):
        first, rest = x.split([1, 2], dim=1)
        joined = torch.cat((rest, first), dim=1)
        a, b, c = torch.unbind(joined, 1)
        best, where = joined.max(dim=1)
        return torch.stack([a, b, c], dim=1).softmax(1).prod(1) + best + where + joined.amax(1, keepdim=True).squeeze()
    """, "focal(x, t)", classes(3))
loss("hard mining by sorting", """
    def focal(x, t):
        ce = F.cross_entropy(x, t, reduction='none')
        values, order = ce.sort(descending=True)
        return values[:3].mean() + ce[order[-2:]].sum()
    """, "focal(x, t)", classes(3))
loss("weight by frequency", """
    def focal(x, t):
        counts = torch.bincount(t, minlength=3).float().clamp(min=1)
        weight = (counts.sum() / counts).to(x.dtype)
        beta = 0.99
        effective = 1.0 - torch.pow(beta, counts)
        balanced = ((1.0 - beta) / effective).to(x.dtype)
        return F.cross_entropy(x, t, weight=weight) + F.nll_loss(x.log_softmax(1), t, balanced, reduction='sum')
    """, "focal(x, t)", classes(3))
loss("dataclass", """
    from dataclasses import dataclass

    @dataclass
    class Settings:
        gamma: float = 2.0
        alpha: float = 0.5

    class Focal(nn.Module):
        def __init__(self, settings: Settings = Settings(gamma=1.0)):
            super().__init__()
            self.settings = settings

        def forward(self, x: Tensor, t: Tensor) -> Tensor:
            ce = F.cross_entropy(x, t, reduction='none')
            return self.settings.alpha * ((1 - torch.exp(-ce)) ** self.settings.gamma * ce).mean()
    """, "Focal()(x, t)", classes(3))
loss("lambda, nonlocal and default list", """
    def make(power=lambda x, g: x ** g, seen=[]):
        count = 0
        def step(x, t):
            nonlocal count
            count += 1
            seen.append(count)
            ce = F.cross_entropy(x, t, reduction='none')
            return power(1 - torch.exp(-ce), sum(seen)).mean() * ce.sum()
        return step
    """, "(lambda f: f(x, t) + f(x, t))(make())", classes(3))
loss("inherited forward", """
    class Base(nn.Module):
        def __init__(self, gamma=2, weight=1.0):
            super().__init__()
            self.gamma, self.loss_weight = gamma, weight

        def modulate(self, pt):
            return (1 - pt) ** self.gamma

        def forward(self, x, t):
            ce = F.cross_entropy(x, t, reduction="none")
            return self.loss_weight * (self.modulate(torch.exp(-ce)) * ce).mean()

    class Soft(Base):
        def __init__(self, *args, **kwargs):
            super(Soft, self).__init__(*args, **kwargs)

        def modulate(self, pt):
            return super().modulate(pt) / 2 + 0.5
    """, "Soft(1.5, weight=3)(x, t)", classes(3))
loss("everything imported", """
    from torch.nn.functional import *

    def focal(x, t):
        return ((1 - softmax(x, 1).gather(1, t[:, None])) ** 2).mean() + cross_entropy(x, t)
    """, "focal(x, t)", classes(3))
