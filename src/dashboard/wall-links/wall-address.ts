/** The address that a television is given: it signs in with the secret, and shows the view. */
export function wallAddress(origin: string, secret: string, view: string): string {
  return `${origin}/#wall=${encodeURIComponent(secret)}${view && `&${view}`}`;
}

/** A name for the next television, for who has none better: the first number that is not taken. */
export function nextName(taken: readonly string[]): string {
  const numbers = Array.from({ length: taken.length + 1 }, (_, index) => `Television ${index + 1}`);
  return numbers.find((name) => !taken.includes(name)) ?? '';
}
