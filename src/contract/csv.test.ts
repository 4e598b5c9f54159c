import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of a table', () => {
  it('ends as RFC 4180 has it, and leaves out what there is not', () => {
    expect(csvLine(['a', 1, undefined, null, '', 0.5])).toBe('a,1,,,,0.5\r\n');
  });

  it('quotes what would end a cell or a line', () => {
    expect(csvLine(['a,b', 'say "hi"', 'a\nb', 'a\rb'])).toBe(
      '"a,b","say ""hi""","a\nb","a\rb"\r\n',
    );
  });

  it.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+1+1', "'+1+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
  ])('makes %s text, which a spreadsheet would run', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });

  it.each(['0003*210', '*210', 'Yealink SIP-T46S 66.86.0.15', 'not-registered'])(
    'leaves %s as it is',
    (text) => {
      expect(csvLine([text])).toBe(`${text}\r\n`);
    },
  );
});
