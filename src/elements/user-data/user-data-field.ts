/** What a host knows of a key of attached data. Hiding is tidiness, not protection: who may see data is for the server to decide. */
export interface UserDataField {
  /** The key, exactly as the server has it. */
  readonly key: string;
  /** What people call it; default the key itself. */
  readonly label?: string;
  /** Shown, but not to be edited here. */
  readonly readOnly?: boolean;
  /** Not shown. */
  readonly hidden?: boolean;
}

/** What happens to keys that no field names: they may be edited, read, or are not shown. */
export type OtherKeys = 'edit' | 'read' | 'hide';
