import { canonicalName } from './header-names.ts';
import type { Header } from './message.ts';

/** More than any telephone sends, and few enough that one message cannot cost much. */
const MOST_LINES = 256;

/** Of one header, however many lines it is folded into. */
const LONGEST_HEADER = 8192;

const TOKEN = /^[\w.!%*+`'~-]+$/;

/**
 * Reads the lines between the start line and the empty line. `fault` says what the first bad one is; the good ones
 * are there in any case, so that a refusal can still be addressed.
 */
export function parseHeaders(text: string): { headers: Header[]; fault: string | undefined } {
  const headers: { name: string; value: string }[] = [];
  const lines = text.split('\n', MOST_LINES + 1);
  let fault = lines.length > MOST_LINES ? `More than ${MOST_LINES} header lines` : undefined;
  for (const line of lines) {
    const previous = headers.at(-1);
    if (previous && (line.startsWith(' ') || line.startsWith('\t'))) {
      // RFC 3261 7.3.1: a line that begins with a blank continues the one before, as if the break were one space.
      previous.value = `${previous.value} ${line.trim()}`.trim();
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd();
    if (TOKEN.test(name)) {
      headers.push({ name: canonicalName(name), value: line.slice(colon + 1).trim() });
    } else if (line.trim() !== '') fault ??= 'A header line without a name and a colon';
  }
  if (headers.some(({ name, value }) => name.length + value.length > LONGEST_HEADER)) {
    fault ??= `A header longer than ${LONGEST_HEADER} characters`;
  }
  return { headers, fault };
}
