import { canonicalName } from './header-names.ts';
import type { Header } from './message.ts';

/** More than any telephone sends, and few enough that one message cannot cost much. */
const MOST_HEADERS = 256;

const HEADER_LINE = /^([\w.!%*+`'~-]+)[ \t]*:(.*)$/s;

/**
 * Reads the lines between the start line and the empty line. `fault` says what the first bad one is; the good ones
 * are there in any case, so that a refusal can still be addressed.
 */
export function parseHeaders(text: string): { headers: Header[]; fault: string | undefined } {
  const headers: Header[] = [];
  let fault: string | undefined;
  // RFC 3261 7.3.1: a line that begins with a blank continues the one before, as if the break were one space.
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  if (lines.length > MOST_HEADERS) fault = `More than ${MOST_HEADERS} header lines`;
  for (const line of lines.slice(0, MOST_HEADERS)) {
    const [, name, value] = HEADER_LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      headers.push({ name: canonicalName(name), value: value.trim() });
    } else if (line !== '') fault ??= 'A header line without a name and a colon';
  }
  return { headers, fault };
}
