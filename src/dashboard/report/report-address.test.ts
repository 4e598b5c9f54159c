import { expect, it } from 'vitest';
import { formatAddress, formatRequest, readAddress } from './report-address.ts';

const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;

it('is today of everything, in the time zone of the reader, when it says nothing', () => {
  const address = readAddress('');
  expect(address).toEqual({ day: undefined, zone: own, organization: undefined, agent: '' });
  expect(formatAddress(address)).toBe('/report');
  expect(formatRequest(address)).toBe(`/journal/report?zone=${encodeURIComponent(own)}`);
});

it('keeps what a link says, and hands the service what it needs of it', () => {
  const search = '?day=2026-11-27&zone=Asia%2FTokyo&organization=0003&agent=66.84';
  const address = readAddress(search);
  expect(formatAddress(address)).toBe(`/report${search}`);
  expect(formatRequest(address, 'csv')).toBe(
    '/journal/report?day=2026-11-27&zone=Asia%2FTokyo&organization=0003&format=csv',
  );
});

it('knows the extensions without an organization from all of them', () => {
  expect(readAddress('?organization=').organization).toBe('');
});
