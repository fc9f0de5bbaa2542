import * as v from 'valibot';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The schemas of everything that crosses the border between a page and the extension. */
export interface Contract<Received, Sent, Saved> {
  /** Messages from the extension. */
  readonly receives: v.GenericSchema<unknown, Received>;
  /** Messages to the extension. */
  readonly sends: v.GenericSchema<unknown, Sent>;
  /** What the page keeps over a reload of the window and while it is hidden. */
  readonly saves: v.GenericSchema<unknown, Saved>;
}

export interface Connection<Received, Sent, Saved> {
  send(message: Sent): void;
  listen(listener: (message: Received) => void): void;
  save(state: Saved): void;
  /** The state that `save` was last given, or undefined when there is none or an older version wrote it. */
  restore(): Saved | undefined;
}

/**
 * Connects a page with the extension. To be called once a page, since VS Code hands its API out once.
 *
 * A message that does not parse is an error of ours, not of the user: it throws, so it appears in the developer
 * tools, and the page keeps what it shows.
 */
export function connect<Received, Sent, Saved>(
  contract: Contract<Received, Sent, Saved>,
): Connection<Received, Sent, Saved> {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(v.parse(contract.sends, message)),
    listen: (listener) =>
      window.addEventListener('message', (event: MessageEvent<unknown>) =>
        listener(v.parse(contract.receives, event.data)),
      ),
    save: (state) => api.setState(state),
    restore: () => {
      const saved = v.safeParse(contract.saves, api.getState());
      return saved.success ? saved.output : undefined;
    },
  };
}
