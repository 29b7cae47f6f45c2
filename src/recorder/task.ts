interface Page {
  readonly setImmediate?: (callback: () => void) => unknown;
}

let waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Resolves in the next task, when everything that waits for promises alone has happened. No timer: those are throttled, and take milliseconds. */
export function nextTask(): Promise<void> {
  const { setImmediate } = globalThis as Page;
  return new Promise((resolve) => {
    if (setImmediate !== undefined) {
      setImmediate(resolve);
      return;
    }
    if (channel === undefined) {
      channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const due = waiting;
        waiting = [];
        for (const each of due) each();
      };
    }
    waiting.push(resolve);
    channel.port2.postMessage(undefined);
  });
}
