import { AckExtension, CometD } from 'cometd';

/** What the test calls from outside: CometD as it comes, for comparison. */
export interface StockPage {
  /** Begins to listen; with its acknowledge extension if asked. Resolves once it is subscribed. */
  open(ack: boolean): Promise<void>;
  /** Indexes of one session's log that came by notification, in the order of arrival. */
  indexes(sessionId: string): readonly number[];
  close(): void;
}

interface Notification {
  readonly messages?: readonly { readonly index: number }[];
  readonly smssessionUri?: string;
}

let cometd: CometD | undefined;
const seen: Notification[] = [];
const page: StockPage = {
  open: (ack) =>
    new Promise((resolve) => {
      const client = (cometd = new CometD());
      seen.length = 0;
      client.unregisterTransport('websocket');
      if (ack) client.registerExtension('ack', new AckExtension());
      client.configure({
        url: `${location.origin}/api/v2/notifications`,
        maxNetworkDelay: 1_000,
        backoffIncrement: 20,
        maxBackoff: 200,
      });
      // As its documentation has it: subscriptions are lost with the session, and made again after each handshake.
      client.addListener('/meta/handshake', ({ successful }) => {
        if (successful !== true) return;
        client.subscribe(
          '/v2/me/*',
          ({ data }) => void seen.push(data as Notification),
          () => resolve(),
        );
      });
      client.handshake();
    }),
  indexes: (sessionId) =>
    seen
      .filter(({ smssessionUri }) => smssessionUri?.endsWith(`/${sessionId}`) === true)
      .flatMap(({ messages = [] }) => messages.map(({ index }) => index)),
  close: () => cometd?.disconnect(),
};
(globalThis as { stock?: StockPage }).stock = page;
