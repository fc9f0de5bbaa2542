import * as v from 'valibot';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The schemas of all messages between a page and the extension, and of the page's saved state. */
export interface Contract<Received, Sent, Saved> {
  /** Messages from the extension. */
  readonly receives: v.GenericSchema<unknown, Received>;
  /** Messages to the extension. */
  readonly sends: v.GenericSchema<unknown, Sent>;
  /** State of the page that survives a reload of the window and hiding the page. */
  readonly saves: v.GenericSchema<unknown, Saved>;
}

export interface Connection<Received, Sent, Saved> {
  send(message: Sent): void;
  listen(listener: (message: Received) => void): void;
  save(state: Saved): void;
  /** The state saved last; undefined when there is none or an older version saved it. */
  restore(): Saved | undefined;
}

/**
 * Connects a page with the extension. Call it once per page, since VS Code gives its API out only once.
 *
 * A message that does not parse is a defect of the extension, not the user's error. It throws, so that the developer tools
 * show it, and the page stays as it is.
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
