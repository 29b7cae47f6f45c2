import type { BrowserContext, Request } from 'playwright-core';

interface Post {
  readonly what: string;
  readonly id: string | undefined;
  readonly text: string | undefined;
  /** Forbidden, as it is without a good CSRF token: nothing was executed, and the same may be asked once more. */
  isRefused: boolean;
}

/** Operations of GWS that pages ask for, as our code asks: what a browser or a gateway repeats by itself is not heard of here. */
export class Posts {
  readonly #made: Post[] = [];
  /** How often somebody pressed “Send again”: so often a text may go out once more. */
  #again = 0;

  /** To be called before the first page is opened. */
  async watch(context: BrowserContext): Promise<void> {
    const posts = new Map<Request, Post>();
    context.on('request', (request) => {
      const post = postOf(request);
      if (post === undefined) return;
      posts.set(request, post);
      this.#made.push(post);
    });
    context.on('response', (response) => {
      const post = posts.get(response.request());
      if (post !== undefined) post.isRefused = response.status() === 403;
    });
    await context.exposeBinding('sentAgain', () => void (this.#again += 1));
    await context.addInitScript(tellSentAgain);
  }

  /** The requests that carried that text. */
  of(text: string): readonly { readonly id: string | undefined }[] {
    return this.#made.filter((post) => post.text === text);
  }

  /** What must not be: an operation without its id, an id on two requests, a text sent again that nobody sent again. Then forgets everything. */
  judge(): readonly string[] {
    const made = this.#made.splice(0).filter(({ isRefused }) => !isRefused);
    const ids = made.flatMap(({ id }) => id ?? []);
    const texts = made.filter(({ text }) => text !== undefined);
    const copies = texts.length - new Set(texts.map(({ what, text }) => `${what} ${text}`)).size;
    const allowed = this.#again;
    this.#again = 0;
    return [
      ...made.filter(({ id }) => id === undefined).map(({ what }) => `${what} went out without an X-Operation-Id`),
      ...(new Set(ids).size < ids.length ? ['an X-Operation-Id stands on two requests'] : []),
      ...(copies > allowed ? [`${copies} texts went out again, ${allowed} of them were sent again by somebody`] : []),
    ];
  }
}

/** Bayeux has POSTs of its own, a customer is no user of ours, and reading a log is no act. @see RequestChatHistory */
function postOf(request: Request): Post | undefined {
  const { pathname } = new URL(request.url());
  if (request.method() !== 'POST' || !/^\/api\/v2\/(?!notifications|chats)/.test(pathname)) return undefined;
  const body = JSON.parse(request.postData() ?? '{}') as { readonly operationName?: string; readonly text?: string };
  if (body.operationName === 'RequestChatHistory') return undefined;
  return {
    what: `${body.operationName} ${pathname}`,
    id: request.headers()['x-operation-id'],
    text: body.text,
    isRefused: false,
  };
}

/** Runs in the page. */
function tellSentAgain(): void {
  addEventListener(
    'click',
    (event) => {
      for (const target of event.composedPath())
        if (target instanceof HTMLButtonElement && target.textContent.includes('Send again'))
          (globalThis as unknown as { sentAgain(): void }).sentAgain();
    },
    { capture: true },
  );
}
