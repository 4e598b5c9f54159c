import { describe, expect, it } from 'vitest';
import { configurationOf, faultsIn } from './given-configuration.rig.ts';

const SECRET = 'secret: a-secret-of-16-or-more';
const HOOK = 'https://hooks.example.net/T0/B0/very-secret';

describe('webhooks', () => {
  it('are addresses with their secrets, of everybody or of one organization', () => {
    const yaml = `webhooks:
  - { url: ${HOOK}, ${SECRET} }
  - { url: "file:hook", secret: "env:HOOK_SECRET", organization: "0003" }`;
    const files = { 'rollcall.yaml': yaml, hook: 'http://127.0.0.1:9/x\n' };
    const environment = { HOOK_SECRET: 'a-secret-from-the-environment' };
    expect(configurationOf({ files, environment }).webhooks).toEqual([
      { url: HOOK, secret: 'a-secret-of-16-or-more' },
      {
        ...{ url: 'http://127.0.0.1:9/x', secret: 'a-secret-from-the-environment' },
        organization: '0003',
      },
    ]);
  });

  it.each([
    ['webhooks: none', 'webhooks: is a list with an entry for each webhook.'],
    [`webhooks: [{ ${SECRET} }]`, 'webhooks[0].url: is missing. Give the address to post to.'],
    [
      `webhooks: [{ url: hooks.example.net/very-secret, ${SECRET} }]`,
      'webhooks[0].url: is not an address. Give one that begins with https:// or http://.',
    ],
    [
      `webhooks: [{ url: "ftp://hooks.example.net/very-secret", ${SECRET} }]`,
      'webhooks[0].url: is not an address. Give one that begins with https:// or http://.',
    ],
    [
      `webhooks: [{ url: "https://ann:pw@example.net/", ${SECRET} }]`,
      'webhooks[0].url: holds a user name or a password. Give an address without; the signature says who posts.',
    ],
    [
      `webhooks: [{ url: "${HOOK}" }]`,
      'webhooks[0].secret: is missing. Messages are signed with it. Give at least 16 characters without blanks.',
    ],
    [
      `webhooks: [{ url: "${HOOK}", secret: short }]`,
      'webhooks[0].secret: give at least 16 characters without blanks.',
    ],
    [
      `webhooks: [{ url: "env:NONE", ${SECRET} }]`,
      "webhooks[0].url: is to come from the environment's NONE, which is not set.",
    ],
    [
      `webhooks: [{ url: "${HOOK}", ${SECRET}, organization: Acme }]`,
      'webhooks[0].organization: is not an organization. Give its digits, for example "0003".',
    ],
    [
      `webhooks: [{ url: "${HOOK}", ${SECRET}, organisation: "3" }]`,
      'webhooks[0].organisation: is not a key. Did you mean organization?',
    ],
    [
      `webhooks: [${Array.from({ length: 11 }, (_, n) => `{ url: "${HOOK}${n}", ${SECRET} }`)}]`,
      'webhooks: holds too many. Give 10 at most.',
    ],
  ])('refuse %s', (yaml, fault) => {
    expect(faultsIn(yaml)).toEqual([`rollcall.yaml:1 ${fault}`]);
  });

  it('may share an address between organizations, and no more than that', () => {
    const entry = (organization: string) =>
      `{ url: "file:hook", ${SECRET}, organization: ${organization} }`;
    const files = { hook: HOOK };
    expect(faultsIn(`webhooks: [${entry('"1"')}, ${entry('"2"')}]`, files)).toEqual([]);
    expect(faultsIn(`webhooks:\n- ${entry('"1"')}\n- ${entry('"1"')}`, files)).toEqual([
      'rollcall.yaml:3 webhooks[1].url: is the address of rollcall.yaml:2 webhooks[0].url again. Keep one.',
    ]);
  });
});
