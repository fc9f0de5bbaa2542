import type { Verdict } from '../code/verdict/document';

/** A loss of a file, with the number of losses of the same name before it. */
export interface PlacedLoss {
  readonly verdict: Pick<Verdict, 'kind' | 'name'>;
  readonly place: number;
}

/** Where the losses of the same kind stood when the loss was found last. */
interface Found {
  readonly kind: Verdict['kind'];
  readonly index: number;
  readonly count: number;
}

/** One loss of a file, found again after edits. */
export class FollowedLoss {
  private last: Found | undefined;

  constructor(
    private name: string,
    private place: number,
  ) {}

  /**
   * Finds the loss by its name and kind. Where no loss has its name any more while the file has as many of its kind as
   * before, it was renamed: it is the one in the same position.
   */
  find<Loss extends PlacedLoss>(losses: readonly Loss[]): Loss | undefined {
    const { last } = this;
    const ofKind = losses.filter(({ verdict }) => last === undefined || verdict.kind === last.kind);
    const named = ofKind.filter(({ verdict }) => verdict.name === this.name);
    const found =
      named.find(({ place }) => place === this.place) ??
      (named.length === 1 ? named[0] : undefined) ??
      (last?.count === ofKind.length ? ofKind[last.index] : undefined);
    if (found) {
      const { kind, name } = found.verdict;
      const alike = losses.filter(({ verdict }) => verdict.kind === kind);
      this.last = { kind, index: alike.indexOf(found), count: alike.length };
      [this.name, this.place] = [name, found.place];
    }
    return found;
  }
}
