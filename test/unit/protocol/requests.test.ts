import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  Answerer,
  type Ask,
  Asker,
  answering,
  type Refusal,
  type Withdraw,
} from '../../../src/protocol/requests';

const HALF = { name: 'half', request: v.number(), reply: v.number() };
const SLEEP = { name: 'sleep', request: v.null(), reply: v.null() };

/** Two sides, between which messages are cloned. */
function sides() {
  const posted: (Ask | Withdraw | Answer | Refusal)[] = [];
  const answers = [
    answering(HALF, async (value) => {
      if (value % 2 !== 0) {
        throw new RangeError(`${value} is odd.`);
      }
      return value / 2;
    }),
    answering(
      SLEEP,
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    ),
  ];
  const answerer: Answerer = new Answerer((message) => {
    posted.push(message);
    asker.receive(structuredClone(message));
  }, answers);
  const asker: Asker = new Asker((message) => {
    posted.push(message);
    answerer.receive(structuredClone(message));
  });
  return { asker, answerer, posted };
}

describe('a request', () => {
  it('is answered, each with its own reply', async () => {
    const { asker } = sides();
    await expect(Promise.all([asker.ask(HALF, 6), asker.ask(HALF, 8)])).resolves.toEqual([3, 4]);
  });

  it('rejects with the error of the other side', async () => {
    await expect(sides().asker.ask(HALF, 7)).rejects.toThrow('7 is odd.');
  });

  it('rejects if its kind is unknown to the other side or its form is invalid', async () => {
    const { asker } = sides();
    await expect(asker.ask({ ...HALF, name: 'third' }, 6)).rejects.toThrow('no question "third"');
    await expect(asker.ask({ ...HALF, request: v.any() }, 'six')).rejects.toThrow('Expected number');
  });

  it('rejects a reply of an invalid form', async () => {
    const { asker } = sides();
    await expect(asker.ask({ ...HALF, reply: v.pipe(v.number(), v.integer()) }, 6)).resolves.toBe(3);
    await expect(asker.ask({ ...HALF, reply: v.pipe(v.number(), v.minValue(10)) }, 6)).rejects.toThrow(
      v.ValiError,
    );
  });

  it('stops the work on its answer when it is withdrawn', async () => {
    const { asker, posted } = sides();
    const stop = new AbortController();
    const asked = asker.ask(SLEEP, null, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await asker.ask(HALF, 2);
    expect(posted.map(({ type }) => type)).toEqual(['ask', 'withdraw', 'ask', 'answer']);
  });

  it('is not posted when it was withdrawn before', async () => {
    const { asker, posted } = sides();
    await expect(asker.ask(HALF, 2, { signal: AbortSignal.abort(new Error('late')) })).rejects.toThrow(
      'late',
    );
    expect(posted).toEqual([]);
  });

  it('is sent again to a side that was restarted', async () => {
    const heard: number[] = [];
    const asker: Asker = new Asker((message) => heard.push(message.id));
    const asked = asker.ask(HALF, 10);
    asker.repeat();
    expect(heard).toEqual([1, 1]);
    asker.receive({ type: 'answer', id: 1, reply: 5 });
    await expect(asked).resolves.toBe(5);
    asker.repeat();
    expect(heard).toEqual([1, 1]);
  });

  it('rejects when the other side has ended', async () => {
    const { asker } = sides();
    const asked = asker.ask(SLEEP, null);
    asker.end(new Error('closed'));
    await expect(asked).rejects.toThrow('closed');
  });

  it('gets no answer when the answering side abandons it', async () => {
    const { asker, answerer, posted } = sides();
    const stop = new AbortController();
    const asked = asker.ask(SLEEP, null, { signal: stop.signal });
    answerer.end();
    await asker.ask(HALF, 2);
    expect(posted.map(({ type }) => type)).toEqual(['ask', 'ask', 'answer']);
    stop.abort(new Error('done'));
    await expect(asked).rejects.toThrow('done');
  });
});
