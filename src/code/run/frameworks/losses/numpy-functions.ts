import { pathsOf } from './paths';

/** Functions of NumPy that are made of others. */
export const NUMPY_FUNCTIONS = {
  text: `
import numpy as np


def atleast_1d(x):
    x = np.asarray(x)
    return x.reshape(1) if x.ndim == 0 else x


def hstack(tup):
    parts = [atleast_1d(each) for each in tup]
    return np.concatenate(parts, axis=0 if parts[0].ndim == 1 else 1)


def vstack(tup):
    parts = [atleast_1d(each) for each in tup]
    return np.concatenate([each[None] if each.ndim == 1 else each for each in parts], axis=0)


def outer(a, b):
    return np.ravel(a)[:, None] * np.ravel(b)[None]


def take(a, indices, axis=None):
    index = np.asarray(indices)
    if axis is None:
        return np.ravel(a)[index]
    first = np.moveaxis(a, axis, 0)[index]
    return first if axis == 0 else np.moveaxis(first, 0, axis) if index.ndim == 1 else first


def repeat(a, repeats, axis=None):
    a = np.ravel(a) if axis is None else np.asarray(a)
    axis = 0 if axis is None else axis
    count = a.shape[axis]
    counts = [repeats] * count if isinstance(repeats, int) else [int(each) for each in repeats]
    places = [at for at in range(count) for _ in range(counts[at])]
    return take(a, places, axis)


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    close = np.abs(a - b) <= atol + rtol * np.abs(b)
    return close | (np.isnan(a) & np.isnan(b)) if equal_nan else close


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(np.all(isclose(a, b, rtol, atol, equal_nan)))


def linspace(start, stop, num=50, endpoint=True):
    steps = num - 1 if endpoint else num
    return start + np.arange(num) * ((stop - start) / max(steps, 1))


def identity(n, dtype=None):
    return np.eye(n, dtype=dtype)


def sort(a, axis=-1):
    return np.take_along_axis(a, np.argsort(a, axis=axis), axis=axis)


def median(a, axis=None, keepdims=False):
    rows = np.ravel(a) if axis is None else np.moveaxis(a, axis, -1)
    values = sort(rows, -1)
    count = values.shape[-1]
    middle = (values[..., (count - 1) // 2] + values[..., count // 2]) / 2
    return np.expand_dims(middle, axis) if keepdims and axis is not None else middle


def bincount(x, weights=None, minlength=0):
    length = max(int(np.max(x)) + 1, minlength)
    hits = np.arange(length)[:, None] == x
    return np.sum(hits if weights is None else np.where(hits, weights, 0.0), axis=1)
`,
  names: pathsOf(
    ['numpy'],
    'atleast_1d hstack vstack outer take repeat isclose allclose linspace identity sort median bincount'.split(
      ' ',
    ),
  ),
};
