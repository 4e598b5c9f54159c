import { describe, expect, it } from 'vitest';
import type { Configuration, ConfiguredExtension } from './config/configuration.ts';
import { readConfiguration } from './config/read-configuration.ts';
import { createPhoneBook } from './phone-book.ts';

function configurationWith(given: Partial<Configuration>): Configuration {
  const outcome = readConfiguration({ argv: [], environment: {}, read: () => undefined });
  if (outcome.kind === 'faults') throw new Error(outcome.faults.join('\n'));
  return { ...outcome.configuration, ...given };
}

function phoneBookWith(given: Partial<Configuration>) {
  return createPhoneBook(configurationWith(given), (number) => `derived for ${number}`);
}

const ANN: ConfiguredExtension = { number: '0003*210', password: 'a', name: 'Ann', static: false };
const DOOR: ConfiguredExtension = { number: '0003*299', static: true };

describe('the phone book', () => {
  it('has the configured extensions alone when there is no fleet', () => {
    const book = phoneBookWith({
      fleet: 0,
      extensions: [ANN, DOOR],
      organizations: { '0003': 'Acme' },
    });
    expect(book.extensions()).toEqual([
      { number: '0003*210', name: 'Ann', static: false },
      { number: '0003*299', name: '', static: true },
    ]);
    expect(book.organizationNames()).toEqual({ '0003': 'Acme' });
    expect([book.spare, book.roster]).toEqual([undefined, undefined]);
  });

  it('lets an extension register with its password, and nobody as a static or an unknown one', () => {
    const { credentialsOf } = phoneBookWith({ fleet: 0, extensions: [ANN, DOOR] });
    expect(credentialsOf('0003*210')).toEqual({ password: 'a' });
    expect(credentialsOf('0003*299')).toBeUndefined();
    expect(credentialsOf('0003*211')).toBeUndefined();
  });

  it('has the fleet beside them, and one extension that nothing of the fleet uses', () => {
    const book = phoneBookWith({ fleet: 16, extensions: [{ ...ANN, number: '9*1' }] });
    const { number = '', password } = book.spare ?? {};
    expect(book.extensions()).toHaveLength(16 + 1 + 1);
    expect(password).toBe(`derived for ${number}`);
    expect(book.credentialsOf(number)).toEqual({ password });
    expect(book.roster?.extensions.map((extension) => extension.number)).not.toContain(number);
    expect(book.credentialsOf('9*1')).toEqual({ password: 'a' });
  });

  it('gives a number that both have to the configuration, and simulates no telephone for it', () => {
    const [taken] = phoneBookWith({ fleet: 16 }).roster?.extensions ?? [];
    const number = taken?.number ?? '';
    const book = phoneBookWith({ fleet: 16, extensions: [{ ...ANN, number }, DOOR] });
    expect(book.credentialsOf(number)).toEqual({ password: 'a' });
    expect(book.roster?.extensions.map((extension) => extension.number)).not.toContain(number);
    expect(book.extensions().filter((extension) => extension.number === number)).toHaveLength(1);
    expect(book.spare).toBeUndefined();
  });

  it('takes changed extensions and names while the fleet stays', () => {
    const book = phoneBookWith({ fleet: 16 });
    const before = book.extensions();
    const organizations = { '0042': 'Acme' };
    book.change(configurationWith({ extensions: [{ ...ANN, number: '0042*1' }], organizations }));
    expect(book.extensions()).toEqual([
      ...before,
      { number: '0042*1', name: 'Ann', static: false },
    ]);
    expect(book.credentialsOf('0042*1')).toEqual({ password: 'a' });
    expect(book.organizationNames()).toMatchObject(organizations);
  });
});
