/** `<user-data>` and `<disposition-picker>`. */
export interface DataTerms {
  readonly label: string;
  readonly noData: string;
  /** In the place of a value that is not there, or holds nothing. */
  readonly noValue: string;
  /** In the place of a name with nothing to see. */
  readonly noName: string;
  /** `name` is a key as it may be shown, or the host's label of it. */
  readonly edit: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly removeQuestion: (name: string) => string;
  readonly name: string;
  readonly value: string;
  readonly saving: string;
  readonly removing: string;
  /** Before what was to be written, when it was refused, and when nobody knows. */
  readonly notSaved: string;
  readonly maybeSaved: string;
  /** Said aloud. */
  readonly saved: (name: string) => string;
  readonly removed: (name: string) => string;
  /** Before the value that somebody else wrote while one was typing. */
  readonly changedMeanwhile: string;
  readonly nameTaken: string;
  readonly nameReserved: string;
  readonly showAll: (count: number) => string;
  readonly disposition: string;
  readonly noDisposition: string;
  readonly choose: string;
  /** The disposition that the server confirmed. */
  readonly dispositionIs: (label: string) => string;
  /** Why completing was held back. */
  readonly dispositionFirst: string;
}

/** Attached data and disposition in English. */
export const enData: DataTerms = {
  label: 'Attached data',
  noData: 'Nothing is attached to this session.',
  noValue: 'empty',
  noName: 'Name without letters',
  edit: (name) => `Edit ${name}`,
  remove: (name) => `Delete ${name}`,
  removeQuestion: (name) => `Delete ${name} for everybody in this session?`,
  name: 'Name',
  value: 'Value',
  saving: 'Saving',
  removing: 'Deleting …',
  notSaved: 'Not saved',
  maybeSaved: 'May have been saved',
  saved: (name) => `${name}: saved`,
  removed: (name) => `${name}: deleted`,
  changedMeanwhile: 'Somebody changed it meanwhile to',
  nameTaken: 'This name is there already: edit its value.',
  nameReserved: 'This application keeps this name for itself. Choose another one.',
  showAll: (count) => `Show all ${count}`,
  disposition: 'Disposition',
  noDisposition: 'None is set.',
  choose: 'Choose …',
  dispositionIs: (label) => `Set: ${label}`,
  dispositionFirst: 'Set a disposition before you complete this session.',
};
