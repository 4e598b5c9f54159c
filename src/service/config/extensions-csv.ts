/** One extension as a line gives it; what is empty is left out. */
export type CsvExtension = { line: number; number: string; password?: string; name?: string };

export type ExtensionsCsv = {
  extensions: readonly CsvExtension[];
  faults: readonly { line: number; says: string }[];
};

const HEADER = 'extension,password,name';

/**
 * Reads `extension,password,name`, one a line, the name optional, the header too. Quotes go around what holds a
 * comma or a quote (doubled), as in RFC 4180; a field never goes over a line, so one open quote spoils one line.
 * Lines are counted from 1. A fault never repeats what stands in the line: it holds a password.
 */
export function parseExtensionsCsv(text: string): ExtensionsCsv {
  const extensions: CsvExtension[] = [];
  const faults: { line: number; says: string }[] = [];
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const fields = splitFields(content);
    const says = fieldsFault(fields);
    const isHeader = index === 0 && fields?.join().toLowerCase() === HEADER;
    if (content.trim() === '' || isHeader) continue;
    const [number = '', password, name] = fields ?? [];
    if (says) faults.push({ line: index + 1, says });
    else
      extensions.push({
        line: index + 1,
        number,
        ...(password && { password }),
        ...(name && { name }),
      });
  }
  return { extensions, faults };
}

function fieldsFault(fields: readonly string[] | undefined): string | undefined {
  if (!fields) return 'a quote is not closed, or stands inside a text without being doubled.';
  if (fields.length === 2 || fields.length === 3) return undefined;
  return `holds ${fields.length} ${fields.length === 1 ? 'column' : 'columns'}. Give ${HEADER}.`;
}

/** The fields of one line, or undefined when its quotes do not match. */
function splitFields(content: string): string[] | undefined {
  const field = /\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/y;
  const fields: string[] = [];
  for (let match = field.exec(content); match; match = field.exec(content)) {
    const [, quoted, plain = '', separator] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (separator === '') return fields;
  }
  return undefined;
}
