/** What one notification or answer may hold; what is beyond is left out and counted. Lengths are UTF-16 code units. */

/** Log entries. A session's whole history comes in one notification after Accept. */
export const MAX_MESSAGES = 10_000;
/** Highest index: the server's are ints, and a gap up to an absurd one must not be believed. */
export const MAX_INDEX = 2 ** 31 - 1;
export const MAX_SESSIONS = 200;
export const MAX_USERS = 5_000;
export const MAX_ROLES = 50;
export const MAX_PARTICIPANTS = 100;
export const MAX_CAPABILITIES = 100;
export const MAX_USER_DATA_KEYS = 1_000;
/** Problems listed one by one; further ones are counted. */
export const MAX_PROBLEMS = 100;
/** Message texts and attached values: kept raw up to here. */
export const MAX_TEXT = 65_536;
/** Levels of an attached value that is no plain one. Turning a deeper one into text takes time by the square of its depth. */
export const MAX_NESTING = 32;
/** Names, types, states and other short words. */
export const MAX_NAME = 256;
/** Longer ones are left out: a cut one would lead elsewhere. */
export const MAX_URL = 8_192;
/** Error texts of the server. */
export const MAX_SERVER_MESSAGE = 1_024;
