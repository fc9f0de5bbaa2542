import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Browser, chromium, errors, type Frame, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../harness/dependencies.mjs';
import { resultsFolder, root } from '../harness/steps.mjs';
import { addressOf, installServer, type Server, startServer } from '../harness/vscode-server.mjs';

export type Theme = 'light' | 'dark' | 'high contrast' | 'high contrast light';

/** The name of each theme in the settings, and the class that the workbench has once the theme is active. */
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

/** Flags that Chromium needs as root and without a network. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Time limit for starting VS Code on a busy machine. */
const patience = { timeout: 120_000 };

export interface WindowOptions {
  /** Names the server's log. */
  readonly name: string;
  readonly theme?: Theme;
  /** The workspace folder; a copy of it is opened. Default: the examples. */
  readonly folder?: string;
  /** Texts of files that are added to the copy, by their paths in it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly height?: number;
  /** Device pixels per CSS pixel. Default: 1. */
  readonly scale?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Module whose `run()` VS Code calls. */
  readonly tests?: string;
  /** The extension's folder. Default: the environment variable FOCAL_LOSS_EXTENSION, else the checkout. */
  readonly extension?: string;
  /** Runs the extension in the browser's extension host. */
  readonly web?: boolean;
  /** The display language as a language pack sets it, such as `zh-cn`. Default: English. */
  readonly language?: string;
  /** Opens the folder in Restricted Mode. */
  readonly restricted?: boolean;
  /** Called before the page is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** A VS Code window in Chromium with the extension, on a copy of the example workspace. */
export class VSCodeWindow {
  private constructor(
    readonly page: Page,
    /** The workspace folder. It is a copy, so tests may write to it. */
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
    for (const [path, text] of Object.entries(options.files ?? {})) {
      await writeFile(join(folder, path), text);
    }
    const settings = options.settings ?? {};
    const { restricted = false } = options;
    const server = await startServer({ name, settings, asksForTrust: restricted });
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    const window = new VSCodeWindow(page, folder, browser, server, settings);
    try {
      if (options.language !== undefined) {
        await page.addInitScript(setDisplayLanguage, options.language);
      }
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

  /** Runs a command through the command palette. Opens the palette again if it closed before the command was shown. */
  async runCommand(title: string): Promise<void> {
    await untilInTime(async () => {
      await this.openQuickInput('F1', `>${title}`);
      await this.take(title, 6_000);
    });
  }

  /** Types into the open quick input and accepts the row with this label once it is the first one. */
  async pick(text: string, label = text): Promise<void> {
    await this.quickInput().fill(text, { timeout: 30_000 });
    await this.take(label);
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]').first();
  }

  /** Opens the quick input with text in it. Tries again if the quick input lost the focus and closed. */
  private async openQuickInput(key: string, text: string): Promise<void> {
    await untilInTime(async () => {
      await this.page.keyboard.press(key);
      await this.quickInput().fill(text, { timeout: 3_000 });
    });
  }

  private async take(label: string, timeout = 30_000): Promise<void> {
    await this.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: label })
      .waitFor({ timeout });
    await this.page.keyboard.press('Enter');
  }

  /** Reloads the window. Runs the command again if a webview took the focus, and with it the key that accepts the command. */
  async reload(): Promise<void> {
    const predicate = (frame: Frame) => frame === this.page.mainFrame();
    await untilInTime(async () => {
      await Promise.all([
        this.page.waitForEvent('framenavigated', { predicate, timeout: 15_000 }),
        this.runCommand('Developer: Reload Window'),
      ]);
    });
    await this.page.waitForLoadState('load', patience);
  }

  /** Opens a file by its path in the workspace. */
  async openFile(path: string): Promise<void> {
    const name = basename(path);
    // VS Code lists for a while the files that it found when it was asked before, and another page may take the key.
    await untilInTime(async () => {
      await this.openQuickInput('Control+P', path);
      await this.take(name, 6_000);
      await this.page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 6_000 });
    });
  }

  /** Opens a text file and waits for its text. VS Code shows the tab earlier, when extensions see no editor yet. */
  async openText(path: string): Promise<void> {
    await this.openFile(path);
    await this.page
      .locator(`.editor-group-container.active .editor-instance [data-uri$="/${path}"] .view-line`)
      .first()
      .waitFor(patience);
  }

  /** Takes *Plot* above a loss. Again if no tab opens: VS Code forgets a click on a lens that it draws anew at that moment. */
  async plotByLens(lenses = this.page.locator('.codelens-decoration')): Promise<Frame> {
    await untilInTime(async () => {
      await lenses.getByText('Plot', { exact: true }).click({ timeout: 10_000 });
      await this.page.locator('.tab', { hasText: 'Plot: ' }).first().waitFor({ timeout: 6_000 });
    });
    return this.webview('focal-loss-plot-page');
  }

  /** Waits for the frame of the webview page with this custom element. */
  async webview(element: string): Promise<Frame> {
    const limit = Date.now() + 60_000;
    while (Date.now() < limit) {
      for (const frame of this.page.frames()) {
        // A frame that never finishes loading does not answer.
        const counted = frame.locator(element).count().catch(ignoreDetached);
        const count = await Promise.race([counted, this.page.waitForTimeout(2_000)]);
        if (count !== undefined && count > 0) {
          return frame;
        }
      }
      await this.page.waitForTimeout(100);
    }
    throw new Error(`No webview showed <${element}> within a minute.`);
  }

  /** Prints a line in a new terminal, selects it and takes an item of the context menu on it. */
  async takeInTerminal(line: string, item: string): Promise<void> {
    await this.runCommand('Terminal: Create New Terminal');
    const screen = this.page.locator('.xterm-screen').first();
    const inLine = { position: { x: 20, y: 9 }, timeout: 5_000 };
    await untilInTime(async () => {
      await screen.click({ timeout: 5_000 });
      await this.page.keyboard.type(`PS1=; clear; echo '${line}'\n`);
      // The terminal draws on a canvas, which tells nothing of what it shows.
      await this.page.waitForTimeout(500);
      await screen.click({ ...inLine, clickCount: 3 });
      await screen.click({ ...inLine, button: 'right' });
      await this.page.getByRole('menuitem', { name: item }).waitFor({ timeout: 3_000 });
    });
    await this.takeInMenu(item);
  }

  /** Takes an item of the open context menu. VS Code ignores a click right after the menu has opened. */
  async takeInMenu(name: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name });
    await item.waitFor();
    await untilInTime(async () => {
      if (await item.isVisible()) {
        await item.click({ timeout: 3_000 });
        await item.waitFor({ state: 'hidden', timeout: 2_000 });
      }
    });
  }

  /** Changes the setting of the colour theme. */
  async setTheme(theme: Theme): Promise<void> {
    const { setting, mark } = themes[theme];
    const marked = this.page.locator(`.monaco-workbench.${mark}`);
    // Repeated, since VS Code misses a change of the file while it starts to watch it.
    await untilInTime(async () => {
      await this.server.changeSettings({
        ...this.settings,
        'workbench.colorTheme': setting,
        'window.autoDetectColorScheme': false,
      });
      await marked.waitFor({ timeout: 1_000 });
    });
  }

  /** Closes all editors and panels. No file may have unsaved changes, since VS Code would ask about them. */
  async closeEditors(): Promise<void> {
    await this.runCommand('View: Close All Editors');
    await this.page.locator('.editor-group-container .tab').first().waitFor({ state: 'detached' });
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

/** VS Code reads its language from this global, which it sets to English where no language pack is installed. */
function setDisplayLanguage(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => language, set: () => undefined });
}

/** Waits for VS Code's mark that extensions are registered: a palette opened earlier never shows their commands. */
function extensionsAreLoaded(): boolean {
  return performance.getEntriesByName('code/didLoadExtensions').length > 0;
}

/** Repeats work whose wait ran out of time, for up to 30 seconds. */
async function untilInTime(work: () => Promise<void>): Promise<void> {
  const limit = Date.now() + 30_000;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || Date.now() > limit) {
        throw error;
      }
    }
  }
}

/** A frame may go away between being listed and being asked. */
function ignoreDetached(error: unknown): number {
  if (error instanceof Error && /detached|destroyed|closed/i.test(error.message)) {
    return 0;
  }
  throw error;
}
