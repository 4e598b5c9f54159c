import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml';

/** Where a value stands in the file: keys and places in lists. */
export type Path = readonly PropertyKey[];

/** Keys and what they hold: text, lists or more keys. */
export type Tree = Record<string, unknown>;

export type ConfigurationFile = {
  tree: Tree;
  /** The line, from 1, of what stands at a path; of the nearest thing around it when nothing does. */
  lineOf(path: Path): number;
  faults: readonly { line: number; says: string }[];
};

// The library's own sentences quote the line, which may hold a password, so the common faults are said anew.
const SAYS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation does not match the lines around it, or a bracket is not closed.',
  TAB_AS_INDENT: 'a tab is used for indentation. Use spaces.',
  DUPLICATE_KEY: 'this key stands here twice. Keep one of them.',
  BAD_SCALAR_START: 'a text that begins with a special character needs quotes.',
  TAG_RESOLVE_FAILED: 'a text that begins with "!" needs quotes.',
  MISSING_CHAR: 'a bracket or a quote is not closed, or a comma or a colon is missing.',
  MULTIPLE_DOCS: 'a second document begins here. Keep everything in one.',
};

/**
 * Reads YAML in which every value is text, as flags and the environment are: `password: 0042` keeps its zeros,
 * `0003: Acme` its name. A key that holds nothing is one that was left out.
 */
export function parseConfigurationFile(text: string): ConfigurationFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  });
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, path)).line;
  const problems: YAMLError[] = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    const faults = problems.map(({ code, pos }) => ({
      line: lines.linePos(pos[0]).line,
      says: SAYS[code] ?? 'this is not YAML. A text with special characters needs quotes.',
    }));
    return { tree: {}, lineOf, faults };
  }
  return { ...readTree(document), lineOf };
}

function readTree(document: Document): Pick<ConfigurationFile, 'tree' | 'faults'> {
  try {
    const value = document.toJS() ?? {};
    if (isMap(document.contents)) return { tree: withoutEmpty(value), faults: [] };
    if (document.contents === null) return { tree: {}, faults: [] };
    return { tree: {}, faults: [{ line: 1, says: 'holds no keys. Give for example fleet: 0.' }] };
  } catch {
    // What the library throws here names the alias, which is a password when somebody wrote `password: *1234`.
    return {
      tree: {},
      faults: [{ line: 1, says: 'a text somewhere begins with "*" and needs quotes.' }],
    };
  }
}

function withoutEmpty(value: object): Tree {
  const kept = Object.entries(value).filter(([, held]) => held !== '' && held !== null);
  return Object.fromEntries(kept.map(([key, held]) => [key, withoutEmptyInside(held)]));
}

function withoutEmptyInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyInside);
  return typeof value === 'object' && value !== null ? withoutEmpty(value) : value;
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      offset = (isScalar(pair?.key) && pair.key.range?.[0]) || offset;
      node = pair?.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = rangeStart(node) ?? offset;
    }
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
