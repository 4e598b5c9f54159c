import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { namesList } from './names-list.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function names(answer: Response) {
  vi.stubGlobal('fetch', async () => answer);
  return new QueryClient().fetchQuery(namesList());
}

it('tells what people call extensions and organizations', async () => {
  const known = { extensions: { '0003*210': 'Ann' }, organizations: { '0003': 'Acme' } };
  expect(await names(Response.json(known))).toEqual(known);
});

it.each([
  ['a refusal', new Response('', { status: 401 }), 'refused'],
  ['a service without names', new Response('', { status: 404 }), 'fault'],
  ['another shape', Response.json({ extensions: ['Ann'] }), 'unreadable'],
])('has none of %s', async (_what, answer, kind) => {
  await expect(names(answer)).rejects.toMatchObject({ failure: { kind } });
});
