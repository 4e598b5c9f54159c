import { expect, it } from 'vitest';
import { parseNameAddr } from './name-addr.ts';

it('gives the parameters inside the brackets to the URI, and those behind them to the header', () => {
  expect(parseNameAddr('<sip:a@b;transport=tcp>;expires=60;q=0.5')).toEqual({
    displayName: '',
    uri: 'sip:a@b;transport=tcp',
    parameters: new Map([
      ['expires', '60'],
      ['q', '0.5'],
    ]),
  });
  expect(parseNameAddr('sip:a@b;transport=tcp')).toMatchObject({
    uri: 'sip:a@b',
    parameters: new Map([['transport', 'tcp']]),
  });
});

it('reads names, quoted or not, and quoted parameters', () => {
  expect(parseNameAddr('"Ann \\"<210>\\"" <sip:a@b>')?.displayName).toBe('Ann "<210>"');
  expect(parseNameAddr('Ann Bell<sip:a@b>')?.displayName).toBe('Ann Bell');
  const instance = '<sip:a@b>;+sip.instance="<urn:uuid:1;2>" ; reg-id = 1';
  expect(parseNameAddr(instance)?.parameters).toEqual(
    new Map([
      ['+sip.instance', '<urn:uuid:1;2>'],
      ['reg-id', '1'],
    ]),
  );
});

it.each([
  '',
  '*',
  '<>',
  'Bell',
  '"Ann <sip:a@b>',
  '<sip:a@b',
  '<sip:a b@c>',
  '< sip:a@b >',
  'sip:a@b?Route=%3Csip:c%3E',
  '<sip:a@b> tag=1',
  '<sip:a@b>;ex pires=1',
  '<sip:a@b>;a="open',
])('refuses %j', (text) => expect(parseNameAddr(text)).toBeUndefined());
