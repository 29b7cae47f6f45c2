/**
 * Ids are a function of the seed and of what they name, never of how many were drawn before: so nothing that agents do among themselves can
 * shift an id that a customer sees.
 */

function mix(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Hex digits (lower case) for a name. `length` up to 64. */
export function hexId(seed: number, name: string, length: number): string {
  let id = '';
  for (let block = 0; id.length < length; block++) {
    id += mix(`${seed}/${block}/${name}`, Math.imul(block + 1, 0x9e3779b1))
      .toString(16)
      .padStart(8, '0');
  }
  return id.slice(0, length);
}

/** 32 hex digits, like the user ids of the samples. */
export function userIdOf(seed: number, userName: string): string {
  return hexId(seed, `user/${userName}`, 32);
}

/** 16 characters, like the interaction ids of the samples: `0000UaB58WAR003N`. */
export function sessionIdOf(seed: number, nth: number): string {
  const run = mix(`${seed}/run`, 7).toString(36).toUpperCase().padStart(8, '0').slice(-8);
  return `0000${run}${nth.toString(36).toUpperCase().padStart(4, '0')}`;
}

/** 16 hex digits; `nth` tells apart the times that one user joins one session. */
export function participantIdOf(seed: number, sessionId: string, who: string, nth: number): string {
  return hexId(seed, `participant/${sessionId}/${who}/${nth}`, 16).toUpperCase();
}
