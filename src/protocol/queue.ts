/** A queue that sessions are routed through. @see QueuesAPI */
export interface Queue {
  readonly id: string;
  /** What Transfer and Complete take as `queueName`. */
  readonly name: string;
  /** Name of the media channel that it serves: `voice`, `chat` … */
  readonly channel?: string;
}
