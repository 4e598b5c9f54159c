import { describe, expect, it } from 'vitest';
import { parseExtensionsCsv } from './extensions-csv.ts';

describe('parseExtensionsCsv', () => {
  it('reads an extension a line, with and without a header', () => {
    const extension = { number: '0003*210', password: 'secret', name: 'Ann' };
    expect(parseExtensionsCsv('extension,password,name\n0003*210,secret,Ann')).toEqual({
      extensions: [{ line: 2, ...extension }],
      faults: [],
    });
    expect(parseExtensionsCsv('0003*210,secret,Ann\n')).toEqual({
      extensions: [{ line: 1, ...extension }],
      faults: [],
    });
  });

  it('reads what spreadsheets write: a byte order mark, CRLF, quotes, doubled quotes, spaces', () => {
    const text =
      '\uFEFF"Extension", "Password", "Name"\r\n"1*2" , " a,b ","Ann ""the"" boss"\r\n\r\n1*3,p ,\r\n';
    expect(parseExtensionsCsv(text).extensions).toEqual([
      { line: 2, number: '1*2', password: ' a,b ', name: 'Ann "the" boss' },
      { line: 4, number: '1*3', password: 'p' },
    ]);
  });

  it('leaves the name out when there is none', () => {
    expect(parseExtensionsCsv('1*2,p').extensions).toEqual([
      { line: 1, number: '1*2', password: 'p' },
    ]);
  });

  it('lists every bad line with its number, and still reads the good ones', () => {
    expect(parseExtensionsCsv('1*1\n1*2,p\n1*3,"p\n1*4,a"b\n1*5,p,n,x\n1*6,"p" q\n1*7,p')).toEqual({
      extensions: [
        { line: 2, number: '1*2', password: 'p' },
        { line: 7, number: '1*7', password: 'p' },
      ],
      faults: [
        { line: 1, says: 'holds 1 column. Give extension,password,name.' },
        { line: 3, says: 'a quote is not closed, or stands inside a text without being doubled.' },
        { line: 4, says: 'a quote is not closed, or stands inside a text without being doubled.' },
        { line: 5, says: 'holds 4 columns. Give extension,password,name.' },
        { line: 6, says: 'a quote is not closed, or stands inside a text without being doubled.' },
      ],
    });
  });
});
