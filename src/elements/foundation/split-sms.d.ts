/** The package comes without types. */
declare module 'split-sms' {
  /** One SMS of a longer text. `bytes` are septets in the GSM alphabet. */
  interface SplitPart {
    readonly content?: string;
    readonly length: number;
    readonly bytes: number;
  }

  /** How a text travels as SMS. */
  interface SplitResult {
    readonly characterSet: 'GSM' | 'Unicode';
    readonly parts: readonly SplitPart[];
    readonly bytes: number;
    readonly length: number;
    /** Characters that still fit into the last part. */
    readonly remainingInPart: number;
  }

  const splitter: {
    /** Splits a text; `summary` leaves the contents out, `characterset` forces an alphabet. */
    split(
      message: string,
      options?: { readonly summary?: boolean; readonly characterset?: 'GSM' | 'Unicode' },
    ): SplitResult;
  };
  export default splitter;
}
