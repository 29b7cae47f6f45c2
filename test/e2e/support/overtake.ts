import type { Desk } from './house.js';

/** How an operation ended, as the page is told by `gws-operation` and `gws-error`: codes only. */
export interface Told {
  readonly operation: string;
  readonly phase?: string;
  readonly code?: string;
  readonly referenceId?: string;
}

/**
 * An operation that comes too late: its request waits in the network until `meanwhile` is done. Nothing is made up, the server refuses it by its own
 * rules. `name` is the operation's on the wire.
 */
export async function overtaken(
  desk: Desk,
  name: string,
  ask: () => Promise<void>,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const page = desk.root.page();
  let go: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (go = resolve));
  let held: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => (held = resolve));
  await page.route('**/api/v2/**', async (route) => {
    if (route.request().postData()?.includes(`"operationName":"${name}"`) === true) {
      held();
      await done;
    }
    await route.continue();
  });
  await ask();
  await waiting;
  await meanwhile();
  go();
  await page.unrouteAll({ behavior: 'wait' });
}

/** Remembers from now on what the page is told of operations of that name. */
export async function listens(desk: Desk, operation: string): Promise<() => Promise<readonly Told[]>> {
  const page = desk.root.page();
  await page.evaluate((wanted) => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    for (const type of ['gws-operation', 'gws-error']) {
      document.addEventListener(type, (event) => {
        const { detail } = event as CustomEvent<{ operation?: string }>;
        if (detail.operation === wanted) told.push(detail);
      });
    }
  }, operation);
  return () => page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);
}
