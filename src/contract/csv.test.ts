import { describe, expect, it } from 'vitest';
import { CSV_START, csvHead, csvLine } from './csv.ts';

it('begins a file with what tells Excel that it is UTF-8', () => {
  expect(csvHead(['a', 'b'])).toBe(`${CSV_START}a,b\r\n`);
});

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
    ['＝1+1', "'＝1+1"],
    [' =1', "' =1"],
    ['\t=1', "\t'=1"],
    ['\r=1', `"\r'=1"`],
    ['\n=1', `"\n'=1"`],
    ["x;=1+cmd|' /C calc'!A0", "x;'=1+cmd|' /C calc'!A0"],
    ['x;＠SUM(A1)', "x;'＠SUM(A1)"],
    ['x\t-1+1;+1', "x\t'-1+1;'+1"],
    ['x|@SUM(A1)', "x|'@SUM(A1)"],
    ['x; "=1"', `"x;' ""=1"""`],
  ])('makes %s text, which a spreadsheet would run', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });

  it.each(['0003*210', '*210', 'Yealink SIP-T46S 66.86.0.15', 'not-registered', 'a;b|c=d - e'])(
    'leaves %s as it is',
    (text) => {
      expect(csvLine([text])).toBe(`${text}\r\n`);
    },
  );
});
