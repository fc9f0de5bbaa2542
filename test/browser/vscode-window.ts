import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Browser, chromium, errors, type Frame, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../harness/dependencies.mjs';
import { resultsFolder, root } from '../harness/steps.mjs';
import { addressOf, installServer, type Server, startServer } from '../harness/vscode-server.mjs';

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

/** What each is called in the settings, and the class by which the workbench says that it has taken it. */
const themes: Readonly<Record<Theme, { readonly setting: string; readonly mark: string }>> = {
  light: { setting: 'Default Light Modern', mark: 'vscode-theme-defaults-themes-light_modern-json' },
  dark: { setting: 'Default Dark Modern', mark: 'vscode-theme-defaults-themes-dark_modern-json' },
  'high contrast': {
    setting: 'Default High Contrast',
    mark: 'vscode-theme-defaults-themes-hc_black-json',
  },
  'high contrast light': {
    setting: 'Default High Contrast Light',
    mark: 'vscode-theme-defaults-themes-hc_light-json',
  },
};

/** What Chromium needs as root and without a network. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long VS Code may take to start: other work may keep the machine busy. */
const patience = { timeout: 120_000 };

export interface WindowOptions {
  /** Names the server's log. */
  readonly name: string;
  readonly theme?: Theme;
  /** The workspace folder, of which a copy is opened; the examples unless given. */
  readonly folder?: string;
  readonly width?: number;
  readonly height?: number;
  /** Device pixels a CSS pixel: 1 unless given. */
  readonly scale?: number;
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
    const { name, theme = 'dark', width = 1400, height = 900, scale = 1 } = options;
    const executablePath = await findBrowser();
    await installServer();
    const original = options.folder ?? join(root, 'examples');
    const folder = join(await mkdtemp(join(tmpdir(), 'focal-loss-workspace-')), basename(original));
    await cp(original, folder, { recursive: true });
    const settings = options.settings ?? {};
    const server = await startServer({ name, settings });
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    const window = new VSCodeWindow(page, folder, browser, server, settings);
    try {
      await options.prepare?.(page);
      const { extension = process.env.FOCAL_LOSS_EXTENSION ?? root, tests, web = false } = options;
      const address = { port: server.port, folder, extension, web };
      await page.goto(addressOf(tests === undefined ? address : { ...address, tests }), patience);
      await page.waitForFunction(extensionsAreLoaded, undefined, patience);
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor(patience);
      await window.setTheme(theme);
      return window;
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  /** Runs a command as a person does: through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.openQuickInput('F1', `>${title}`);
    await this.take(title);
  }

  /** Types into the quick input that is open, and takes the row with this label once it is the first choice. */
  async pick(text: string, label = text): Promise<void> {
    await this.quickInput().fill(text, { timeout: 30_000 });
    await this.take(label);
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]').first();
  }

  /** Opens the quick input with text in it, once more where something else took the focus and closed it. */
  private async openQuickInput(key: string, text: string): Promise<void> {
    const limit = Date.now() + 30_000;
    for (;;) {
      try {
        await this.page.keyboard.press(key);
        await this.quickInput().fill(text, { timeout: 3_000 });
        return;
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || Date.now() > limit) {
          throw error;
        }
      }
    }
  }

  private async take(label: string): Promise<void> {
    await this.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: label })
      .waitFor({ timeout: 30_000 });
    await this.page.keyboard.press('Enter');
  }

  async reload(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent('load', patience),
      this.runCommand('Developer: Reload Window'),
    ]);
  }

  /** Opens a file of the workspace by its path there. */
  async openFile(path: string): Promise<void> {
    const name = basename(path);
    await this.openQuickInput('Control+P', path);
    await this.take(name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Opens a text file and waits for its text: VS Code shows the tab before, and an extension sees no editor yet. */
  async openText(path: string): Promise<void> {
    await this.openFile(path);
    await this.page
      .locator(`.editor-group-container.active .editor-instance [data-uri$="/${path}"] .view-line`)
      .first()
      .waitFor(patience);
  }

  /** The frame of the webview page whose custom element has this name, once it is there. */
  async webview(element: string): Promise<Frame> {
    const limit = Date.now() + 60_000;
    while (Date.now() < limit) {
      for (const frame of this.page.frames()) {
        const count = await frame.locator(element).count().catch(ignoreDetached);
        if (count > 0) {
          return frame;
        }
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview showed <${element}> within a minute.`);
  }

  /** Changes the colour theme, by the setting. */
  async setTheme(theme: Theme): Promise<void> {
    const { setting, mark } = themes[theme];
    const marked = this.page.locator(`.monaco-workbench.${mark}`);
    const limit = Date.now() + 30_000;
    while ((await marked.count()) === 0) {
      if (Date.now() > limit) {
        throw new Error(`VS Code did not take the theme "${setting}".`);
      }
      // Again and again, since VS Code overlooks a change of the file while it begins to watch it.
      await this.server.changeSettings({
        ...this.settings,
        'workbench.colorTheme': setting,
        'window.autoDetectColorScheme': false,
      });
      await this.page.waitForTimeout(1000);
    }
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
    await rm(dirname(this.folder), { recursive: true, force: true });
  }
}

/** VS Code marks the moment from which an extension's commands are in the palette, which does not add them later. */
function extensionsAreLoaded(): boolean {
  return performance.getEntriesByName('code/didLoadExtensions').length > 0;
}

/** A frame may go away between being listed and being asked. */
function ignoreDetached(error: unknown): number {
  if (error instanceof Error && /detached|destroyed|closed/i.test(error.message)) {
    return 0;
  }
  throw error;
}
