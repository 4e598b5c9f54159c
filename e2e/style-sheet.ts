/** What a style sheet asks of a browser. */
export type Asked = {
  mediaQueries: string[];
  rules: { selectors: string; declarations: [property: string, value: string][] }[];
};

/** Reads a minified style sheet, as a build makes it: no brace and no semicolon within a text. */
export function readStyleSheet(css: string): Asked {
  const asked: Asked = { mediaQueries: [], rules: [] };
  const blocks = css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{};]*)\{([^{}]*)(?=[{}])/g);
  for (const [, prelude = '', body = ''] of blocks) {
    const head = prelude.trim();
    const media = /^@media (.*)$/s.exec(head)?.[1];
    if (media !== undefined) asked.mediaQueries.push(media);
    const isRule = head !== '' && !/^(@|\d+%|from|to\b)/.test(head);
    if (isRule) asked.rules.push({ selectors: head, declarations: declarationsOf(body) });
  }
  return asked;
}

/** All but custom properties, which take anything. */
function declarationsOf(body: string): [property: string, value: string][] {
  return body.split(';').flatMap((text): [string, string][] => {
    const [, property = '', value = ''] = /^\s*([\w-]+):(.+?)(?:!important)?$/s.exec(text) ?? [];
    return property === '' || property.startsWith('--') ? [] : [[property, value]];
  });
}
