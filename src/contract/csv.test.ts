import { expect, it } from 'vitest';
import { csvRow } from './csv.ts';

it.each([
  [['0003*210', 'Ann'], '0003*210,Ann\r\n'],
  [
    ['Ann, reception', 'the "desk"', 'two\nlines', ' edge '],
    '"Ann, reception","the ""desk""","two\nlines"," edge "\r\n',
  ],
  [['', ''], ',\r\n'],
])('writes %j as RFC 4180 has it', (cells, row) => {
  expect(csvRow(cells)).toBe(row);
});

it.each([
  ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"\r\n`],
  ['+1', "'+1\r\n"],
  ['-1', "'-1\r\n"],
  ['@SUM(A1)', "'@SUM(A1)\r\n"],
  ['\t=1', "'\t=1\r\n"],
  ['\r=1', `"'\r=1"\r\n`],
  ['\n=1', `"'\n=1"\r\n`],
])('makes text of %j, which a spreadsheet would run', (text, row) => {
  expect(csvRow([text])).toBe(row);
});
