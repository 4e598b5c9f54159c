import { expect, it } from 'vitest';
import { parseReportQuery } from './report-query.ts';

const parse = (text: string) => parseReportQuery(new URLSearchParams(text), 'Europe/Berlin');

it('is today in the time zone of the service, of everything, when nothing is asked', () => {
  expect(parse('')).toEqual({
    ...{ day: undefined, zone: 'Europe/Berlin', organizations: [], format: 'json' },
  });
});

it('takes a day, a time zone, organizations and a format', () => {
  expect(parse('day=2026-11-23&zone=UTC&organization=0003,0007&format=csv')).toEqual({
    ...{ day: '2026-11-23', zone: 'UTC', organizations: ['0003', '0007'], format: 'csv' },
  });
});

it.each(['23.11.2026', '2026-02-30', '2026-11-23T10:00:00Z', '1969-12-31', ''])(
  'takes no day such as "%s"',
  (day) => {
    expect(() => parse(`day=${day}`)).toThrow('a day such as 2026-11-23 is needed');
  },
);

it('says which other parameter is wrong', () => {
  expect(() => parse('zone=Mars/Olympus')).toThrow('a time zone such as Europe/Berlin is needed');
  expect(() => parse('organization=x')).toThrow('Parameter organization is invalid');
  expect(() => parse('format=pdf')).toThrow('one of json, csv is needed');
});
