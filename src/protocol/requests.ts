import * as v from 'valibot';
import { errorText } from '../format/error-text';

/** A question that one side asks and the other answers: a page and the extension, the extension and a worker. */
export interface Question<Request, Reply> {
  readonly name: string;
  readonly request: v.GenericSchema<unknown, Request>;
  readonly reply: v.GenericSchema<unknown, Reply>;
}

export function question<Request, Reply>(
  name: string,
  request: v.GenericSchema<unknown, Request>,
  reply: v.GenericSchema<unknown, Reply>,
): Question<Request, Reply> {
  return { name, request, reply };
}

/** The schema of the request. */
export const askSchema = v.object({
  type: v.literal('ask'),
  id: v.number(),
  question: v.string(),
  request: v.unknown(),
});
/** The answer is of no use any more. */
export const withdrawSchema = v.object({ type: v.literal('withdraw'), id: v.number() });
export const answerSchema = v.object({ type: v.literal('answer'), id: v.number(), reply: v.unknown() });
/** There is no answer, and why. */
export const refusalSchema = v.object({ type: v.literal('refusal'), id: v.number(), failure: v.unknown() });

export type Ask = v.InferOutput<typeof askSchema>;
export type Withdraw = v.InferOutput<typeof withdrawSchema>;
export type Answer = v.InferOutput<typeof answerSchema>;
export type Refusal = v.InferOutput<typeof refusalSchema>;

/** Turns an error into a message and back. */
export interface FailureCodec {
  encode(error: unknown): unknown;
  decode(failure: unknown): Error;
}

/** Enough for those who only show what went wrong. */
const MESSAGE_ALONE: FailureCodec = {
  encode: errorText,
  decode: (failure) => new Error(v.parse(v.string(), failure)),
};

interface Pending {
  readonly message: Ask;
  settle(): void;
  resolve(reply: unknown): void;
  reject(reason: unknown): void;
}

export interface AskOptions {
  /** Withdraws the question: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Buffers of the request that are handed over instead of copied. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** The side that asks. */
export class Asker {
  private readonly pending = new Map<number, Pending>();
  private asked = 0;

  constructor(
    private readonly post: (message: Ask | Withdraw, transfer: readonly ArrayBuffer[]) => void,
    private readonly failures = MESSAGE_ALONE,
  ) {}

  /**
   * Rejects with what the other side failed with, with the reason of `end` or of the signal, and with a ValiError when
   * the answer is none to this question.
   */
  ask<Request, Reply>(
    question: Question<Request, Reply>,
    request: Request,
    { signal, transfer = [] }: AskOptions = {},
  ): Promise<Reply> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const withdraw = () => {
        this.settled(id)?.reject(signal?.reason);
        this.post({ type: 'withdraw', id }, []);
      };
      signal?.addEventListener('abort', withdraw);
      const message: Ask = { type: 'ask', id, question: question.name, request };
      this.pending.set(id, {
        message,
        settle: () => signal?.removeEventListener('abort', withdraw),
        resolve: (reply) => resolve(v.parse(question.reply, reply)),
        reject,
      });
      this.post(message, transfer);
    });
  }

  /** Takes an answer. One that nobody waits for any more was withdrawn while it came. */
  receive(message: Answer | Refusal): void {
    const pending = this.settled(message.id);
    if (pending === undefined) {
      return;
    }
    try {
      if (message.type === 'refusal') {
        pending.reject(this.failures.decode(message.failure));
      } else {
        pending.resolve(message.reply);
      }
    } catch (error) {
      pending.reject(error);
    }
  }

  /** Asks once more what has no answer: the other side was made anew. */
  repeat(): void {
    for (const { message } of this.pending.values()) {
      this.post(message, []);
    }
  }

  /** Nobody is left to answer: all questions reject. */
  end(reason: Error): void {
    for (const id of [...this.pending.keys()]) {
      this.settled(id)?.reject(reason);
    }
  }

  private settled(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    pending?.settle();
    this.pending.delete(id);
    return pending;
  }
}

/** A question with what answers it. */
export interface Answering {
  readonly name: string;
  answer(request: unknown, signal: AbortSignal): Promise<unknown>;
}

/** @param answer is told by the signal when its answer is of no use any more */
export function answering<Request, Reply>(
  { name, request: schema }: Question<Request, Reply>,
  answer: (request: Request, signal: AbortSignal) => Promise<Reply>,
): Answering {
  return { name, answer: async (request, signal) => answer(v.parse(schema, request), signal) };
}

/** The side that answers. */
export class Answerer {
  private readonly running = new Map<number, AbortController>();

  constructor(
    private readonly post: (message: Answer | Refusal) => void,
    private readonly answers: readonly Answering[],
    private readonly failures = MESSAGE_ALONE,
  ) {}

  receive(message: Ask | Withdraw): void {
    if (message.type === 'withdraw') {
      this.running.get(message.id)?.abort();
    } else {
      void this.answer(message);
    }
  }

  /** Gives up every answer that is under way; none of them is posted. */
  end(): void {
    for (const stop of this.running.values()) {
      stop.abort();
    }
  }

  private async answer({ id, question, request }: Ask): Promise<void> {
    const stop = new AbortController();
    this.running.set(id, stop);
    const message = await this.reply(question, request, stop.signal).then(
      (reply): Answer => ({ type: 'answer', id, reply }),
      (error: unknown): Refusal => ({ type: 'refusal', id, failure: this.failures.encode(error) }),
    );
    this.running.delete(id);
    if (!stop.signal.aborted) {
      this.post(message);
    }
  }

  private async reply(question: string, request: unknown, signal: AbortSignal): Promise<unknown> {
    const found = this.answers.find(({ name }) => name === question);
    if (found === undefined) {
      throw new Error(`There is no question "${question}".`);
    }
    return found.answer(request, signal);
  }
}
