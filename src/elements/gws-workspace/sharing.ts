import type { createSharedTransport } from '../../transport/shared-transport.js';

let share: typeof createSharedTransport | null | undefined;

/**
 * What makes one line of those of many tabs. It comes when the first workspace wants it, so that pages that do not share do not load it: `undefined` until
 * then, and `retry` is called when it is there; `null` when it cannot be had, which the browser says on the console, and each tab keeps its own line.
 */
export function sharing(retry: () => void): typeof share {
  if (share === undefined) {
    void import('../../transport/shared-transport.js')
      .then(
        (module) => (share = module.createSharedTransport),
        () => (share = null),
      )
      .then(retry);
  }
  return share;
}
