import type { Message } from 'cometd';

/** How a Bayeux request went wrong, as CometD hands it about. */
export interface Failure {
  /** `none` ends the line. */
  action: 'retry' | 'handshake' | 'none';
  /** Milliseconds until the action. */
  delay?: number;
}

/** A Bayeux message that may stand for one that never came. */
export interface FailedMessage extends Message {
  failure?: { error?: Error; retryAfter?: number; httpStatus?: number };
}

/** What a transport is given to send. */
export interface Envelope {
  readonly url: string;
  readonly messages: readonly Message[];
  readonly onSuccess: (messages: Message[]) => void;
  readonly onFailure: (conduit: unknown, messages: readonly Message[], failure: object) => void;
}

// CometD 9 documents these for those who extend it, and its types leave them out.
declare module 'cometd' {
  interface CometD {
    receive(message: Message): void;
    onTransportFailure(message: FailedMessage, failure: Failure, handler: (failure: Failure) => void): void;
  }
}
