import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { findBrowser } from '../harness/dependencies.mjs';
import { resultsFolder, root } from '../harness/steps.mjs';
import { addressOf, installServer, type Server, startServer } from '../harness/vscode-server.mjs';

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

const themeNames: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

/** How the workbench marks the kind of theme it is in. */
const themeClasses: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  'high contrast': 'hc-black',
  'high contrast light': 'hc-light',
};

/** What Chromium needs as root and without a network. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface WindowOptions {
  /** Names the server's log. */
  readonly name: string;
  readonly theme?: Theme;
  /** The workspace folder, of which a copy is opened; the examples unless given. */
  readonly folder?: string;
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Module whose `run()` VS Code calls. */
  readonly tests?: string;
  /** The extension's folder. Unless given: the one that the variable FOCAL_LOSS_EXTENSION names, or the checkout. */
  readonly extension?: string;
  /** Runs the extension in the browser's extension host. */
  readonly web?: boolean;
  /** Called before the page is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** A VS Code window in Chromium with the extension, on a copy of the example workspace. */
export class VSCodeWindow {
  private constructor(
    readonly page: Page,
    /** The workspace folder: a copy, so tests may write. */
    readonly folder: string,
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly settings: Readonly<Record<string, unknown>>,
  ) {}

  static async open(options: WindowOptions): Promise<VSCodeWindow> {
    const { name, theme = 'dark', width = 1400, height = 900 } = options;
    const executablePath = await findBrowser();
    await installServer();
    const folder = await mkdtemp(join(tmpdir(), 'focal-loss-workspace-'));
    await cp(options.folder ?? join(root, 'examples'), folder, { recursive: true });
    const settings = options.settings ?? {};
    const server = await startServer({ name, settings: withTheme(settings, theme) });
    const browser = await chromium.launch({ executablePath, args: chromiumFlags });
    const page = await browser.newPage({ viewport: { width, height } });
    const window = new VSCodeWindow(page, folder, browser, server, settings);
    try {
      await options.prepare?.(page);
      const { extension = process.env.FOCAL_LOSS_EXTENSION ?? root, tests, web = false } = options;
      const address = { port: server.port, folder, extension, web };
      await page.goto(addressOf(tests === undefined ? address : { ...address, tests }));
      await page.waitForFunction(extensionsAreLoaded, undefined, { timeout: 60_000 });
      return window;
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  /** Runs a command as a person does: through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    const limit = Date.now() + 60_000;
    while (!(await this.isListed(title))) {
      if (Date.now() > limit) throw new Error(`The command palette does not list "${title}".`);
    }
    await this.page.keyboard.press('Enter');
  }

  /** The palette lists what it knows when it opens, and the extension may become known after. */
  private async isListed(title: string): Promise<boolean> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    // Similar commands and "No matching commands" are rows too, and come a little after what was typed.
    await rows.first().waitFor();
    await this.page.waitForTimeout(500);
    return (await rows.filter({ hasText: title }).count()) > 0;
  }

  /** Types into the quick input that is open and takes its first row. */
  async pick(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(text);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Opens a file of the workspace by its path there. */
  async openFile(path: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await this.page.keyboard.press('Control+P');
    await this.pick(path);
    await this.page.locator('.tab.active', { hasText: path.slice(path.lastIndexOf('/') + 1) }).waitFor();
  }

  /** The frame of the webview page whose custom element has this name, once it is there. */
  async webview(element: string): Promise<Frame> {
    const limit = Date.now() + 60_000;
    while (Date.now() < limit) {
      for (const frame of this.page.frames()) {
        const count = await frame.locator(element).count().catch(ignoreDetached);
        if (count > 0) return frame;
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview showed <${element}> within a minute.`);
  }

  /** Changes the colour theme, as a person does who changes the setting. */
  async setTheme(theme: Theme): Promise<void> {
    await this.server.changeSettings(withTheme(this.settings, theme));
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  /** Saves a picture of the window in test-results. */
  async screenshot(name: string): Promise<string> {
    await mkdir(join(resultsFolder, 'screenshots'), { recursive: true });
    const path = join(resultsFolder, 'screenshots', `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** VS Code marks the moment from which an extension's commands are in the palette, which does not add them later. */
function extensionsAreLoaded(): boolean {
  return performance.getEntriesByName('code/didLoadExtensions').length > 0;
}

function withTheme(settings: Readonly<Record<string, unknown>>, theme: Theme): Record<string, unknown> {
  return { ...settings, 'workbench.colorTheme': themeNames[theme], 'window.autoDetectColorScheme': false };
}

/** A frame may go away between being listed and being asked. */
function ignoreDetached(error: unknown): number {
  if (error instanceof Error && /detached|destroyed|closed/i.test(error.message)) return 0;
  throw error;
}
