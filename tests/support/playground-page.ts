import { type Browser, type Page, type Request } from 'playwright-core';

declare global {
  // What GraphiQL leaves there for whoever needs its editors. Browser code in tests sees it.
  var __MONACO: {
    editor: { getModels(): { uri: { path: string }; getValue(): string }[] };
  };
}

/** What an answer in the page says. */
export interface ShownAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions?: object;
}

/** The playground in a browser of its own, with everything noted that should not happen. */
export class PlaygroundPage implements AsyncDisposable {
  /** Errors on the console, violations of the page's policy, requests to other origins. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    readonly graphUrl: string,
  ) {}

  /** Opens the page as a first visit, and waits until operations can be run. */
  static async open(
    browser: Browser,
    graphUrl: string,
    options: Parameters<Browser['newPage']>[0] = {},
  ): Promise<PlaygroundPage> {
    const playground = await PlaygroundPage.visit(browser, graphUrl, options);
    await playground.ready();
    return playground;
  }

  /** Goes there and waits for nothing. */
  static async visit(
    browser: Browser,
    graphUrl: string,
    options: Parameters<Browser['newPage']>[0] = {},
  ): Promise<PlaygroundPage> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    const playground = new PlaygroundPage(page, graphUrl);
    const { origin } = new URL(graphUrl);
    page.on('console', (message) => {
      if (message.type() === 'error') playground.complaints.push(message.text());
    });
    page.on('pageerror', (error) => playground.complaints.push(String(error)));
    await page.context().route(
      (url) => url.origin !== origin && url.protocol !== 'data:',
      async (route) => {
        playground.complaints.push(`asks ${route.request().url()}`);
        await route.abort();
      },
    );
    await page.goto(origin);
    return playground;
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        globalThis.__MONACO?.editor.getModels().filter(({ uri }) => uri.path.endsWith('.json')).length >= 3,
    );
    await this.runButton.waitFor();
  }

  get runButton() {
    return this.page.getByRole('button', { name: /^Execute query/ });
  }

  get personaSwitch() {
    return this.page.getByLabel('Run as');
  }

  get tabTitles(): Promise<string[]> {
    return this.page.locator('.graphiql-tab-button').allTextContents();
  }

  async openTab(title: string): Promise<void> {
    await this.page.locator('.graphiql-tab-button', { hasText: title }).click();
  }

  /** Runs the open operation and gives what is shown then. */
  async run(start: () => Promise<void> = () => this.runButton.click()): Promise<ShownAnswer> {
    const answered = this.page.waitForResponse((response) => isOperation(response.request()));
    await start();
    await answered;
    return this.shownAnswer();
  }

  /** What stands at the right now. */
  async answerText(): Promise<string | undefined> {
    return this.page.evaluate(answerInPage);
  }

  /** What stands at the right, as soon as there is something. */
  async shownAnswer(): Promise<ShownAnswer> {
    const text = await this.page.waitForFunction(answerInPage);
    return JSON.parse((await text.jsonValue()) ?? '') as ShownAnswer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}

/** Operations of people ask for the plan; sign-ins and the schema do not. */
export function isOperation(request: Request): boolean {
  return request.headers()['nutgraf-query-plan'] === 'true';
}

function answerInPage(): string | undefined {
  const models = globalThis.__MONACO.editor.getModels();
  return models.find(({ uri }) => uri.path.endsWith('response.json'))?.getValue();
}
