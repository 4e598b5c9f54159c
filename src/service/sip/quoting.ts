/**
 * Splits a header value at a separator that stands outside of quoted strings and angle brackets, and trims the
 * parts. One pass over the text. Undefined when a quote or a bracket is never closed.
 */
export function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] | undefined {
  // Nothing to split and nothing that could be left open: most values are like this.
  if (!/[,;"<>]/.test(text)) return [text.trim()];
  const parts: string[] = [];
  let start = 0;
  let inAngles = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"' && !inAngles) {
      const end = endOfQuoted(text, at);
      if (end < 0) return undefined;
      at = end - 1;
    } else if (character === '<') inAngles = true;
    else if (character === '>') inAngles = false;
    else if (character === separator && !inAngles) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  if (inAngles) return undefined;
  parts.push(text.slice(start).trim());
  return parts;
}

/** The index behind the quoted string that begins at `start`, or -1 when it is never closed. */
export function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

/** The text within quotes without its escapes; what is not quoted comes back as it is. */
export function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replace(/\\([\s\S])/g, '$1')
    : text;
}

/** The text as a quoted string. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
