import { expect, it } from 'vitest';
import { curlCommand, requestUrl } from './request-text.ts';

const ORIGIN = 'https://pbx.example.net';
const PATH = `${ORIGIN}/uapi/extensions/@me/@self/presence`;

it('gives the first page of the whole list when no count is chosen', () => {
  expect(requestUrl(ORIGIN, { sortOrder: 'desc' })).toBe(
    `${PATH}?sortOrder=desc&count=5000&startIndex=0`,
  );
});

it('gives exactly the page that was chosen', () => {
  expect(requestUrl(ORIGIN, { count: 20, startIndex: 40 })).toBe(`${PATH}?count=20&startIndex=40`);
});

it('names the filter before its operation and value', () => {
  const filter = { op: 'inArray', value: ['0003*210', '0003*211'] } as const;
  expect(requestUrl(ORIGIN, { filter, count: 20 })).toBe(
    `${PATH}?filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0003*211&count=20`,
  );
});

it('writes the command with the token as a variable, and brackets that curl leaves alone', () => {
  expect(curlCommand(ORIGIN, { count: 20 })).toBe(
    `curl -g -H "Authorization: Bearer $TOKEN" '${PATH}?count=20'`,
  );
});
