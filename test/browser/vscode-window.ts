import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { resultsFolder, root } from '../harness/steps.mjs';
import { addressOf, startServer } from '../harness/vscode-server.mjs';

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

const themeNames: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
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
  readonly width?: number;
  readonly height?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Module whose `run()` VS Code calls. */
  readonly tests?: string;
  /** The extension's folder; the checkout unless given. */
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
    private readonly stopServer: () => Promise<void>,
  ) {}

  static async open(options: WindowOptions): Promise<VSCodeWindow> {
    const { name, theme = 'dark', width = 1400, height = 900, settings = {} } = options;
    const folder = await mkdtemp(join(tmpdir(), 'focal-loss-workspace-'));
    await cp(join(root, 'examples'), folder, { recursive: true });
    const server = await startServer({
      name,
      settings: {
        'workbench.colorTheme': themeNames[theme],
        'window.autoDetectColorScheme': false,
        'workbench.startupEditor': 'none',
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
        'chat.disableAIFeatures': true,
        'files.simpleDialog.enable': true,
        ...settings,
      },
    });
    const browser = await chromium.launch({
      executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      args: chromiumFlags,
    });
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await options.prepare?.(page);
    const { tests, extension, web } = options;
    await page.goto(
      addressOf({
        port: server.port,
        folder,
        ...(tests === undefined ? {} : { tests }),
        ...(extension === undefined ? {} : { extension }),
        ...(web === undefined ? {} : { web }),
      }),
    );
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    return new VSCodeWindow(page, folder, browser, server.stop);
  }

  /** Runs a command as a person does: through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: title })
      .first()
      .waitFor({ timeout: 30_000 });
    await this.page.keyboard.press('Enter');
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

  /** Saves a picture of the window in test-results. */
  async screenshot(name: string): Promise<string> {
    await mkdir(join(resultsFolder, 'screenshots'), { recursive: true });
    const path = join(resultsFolder, 'screenshots', `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stopServer();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A frame may go away between being listed and being asked. */
function ignoreDetached(error: unknown): number {
  if (error instanceof Error && /detached|destroyed|closed/i.test(error.message)) return 0;
  throw error;
}
