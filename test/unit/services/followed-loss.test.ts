import { describe, expect, it } from 'vitest';
import { FollowedLoss, type PlacedLoss } from '../../../src/services/followed-loss';

/** The losses of a file: `def` for a definition, `call` for a call. */
function fileOf(...losses: readonly string[]): PlacedLoss[] {
  return losses.map((loss, at) => {
    const [kind, name = ''] = loss.split(' ');
    const place = losses.slice(0, at).filter((other) => other.endsWith(` ${name}`)).length;
    return { verdict: { kind: kind === 'def' ? 'definition' : 'call', name }, place };
  });
}

function namesFound(loss: FollowedLoss, ...files: readonly PlacedLoss[][]): (string | undefined)[] {
  return files.map((file) => {
    const found = loss.find(file);
    return found && `${found.verdict.kind} ${found.verdict.name}`;
  });
}

describe('a loss that is followed through edits', () => {
  it('is found under another name, letter by letter, and never taken for a call of the same name', () => {
    expect(
      namesFound(
        new FollowedLoss('FocalLoss', 0),
        fileOf('def FocalLoss', 'def other', 'call FocalLoss'),
        fileOf('def R', 'def other', 'call FocalLoss'),
        fileOf('def RetinaLoss', 'def other'),
        fileOf('call sigmoid_focal_loss', 'def RetinaLoss', 'def other'),
      ),
    ).toEqual(['definition FocalLoss', 'definition R', 'definition RetinaLoss', 'definition RetinaLoss']);
  });

  it('is gone where it was deleted, and there again after an undo', () => {
    const whole = fileOf('def FocalLoss', 'def other', 'call FocalLoss');
    expect(
      namesFound(new FollowedLoss('FocalLoss', 0), whole, fileOf('def other', 'call FocalLoss'), whole),
    ).toEqual(['definition FocalLoss', undefined, 'definition FocalLoss']);
  });

  it('is found where a loss of the same name comes before it', () => {
    const loss = new FollowedLoss('focal_loss', 0);
    loss.find(fileOf('def focal_loss', 'def other'));
    expect(loss.find(fileOf('call focal_loss', 'def focal_loss', 'def other'))?.place).toBe(1);
  });
});
