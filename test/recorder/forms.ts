/** A string in the forms in which it might slip through. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [secret, JSON.stringify(secret).slice(1, -1), base64, bytes.toString('hex'), encodeURIComponent(secret)];
}

/** Those of the secrets that the text holds in any form. */
export function found(text: string, secrets: Iterable<string>): readonly string[] {
  return [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}
