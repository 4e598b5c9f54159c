import type { Page } from '@playwright/test';
import type { ExtensionReport, Report } from '../src/contract/report.ts';

/** An extension that was away from a time of the day on, so many seconds of it. */
function away(extension: string, seconds: number, name = ''): ExtensionReport {
  const from = Date.parse('2026-11-26T23:00:00Z') + 9 * 3_600_000;
  return {
    ...{ extension, name, knownSeconds: 85_560, awaySeconds: seconds, signedOffSeconds: 0 },
    ...{ availability: 1 - seconds / 85_560, outages: seconds === 0 ? 0 : 1 },
    longest:
      seconds === 0
        ? null
        : {
            from: new Date(from).toISOString().replace('.000', ''),
            to: new Date(from + seconds * 1000).toISOString().replace('.000', ''),
            seconds,
          },
  };
}

const many = Array.from({ length: 70 }, (_, nth) => away(`0007*${300 + nth}`, 2100 - nth * 30));

/** A day of which everything can be told: Friday 27 November 2026, in Berlin. */
export const REPORT: Report = {
  ...{ day: '2026-11-27', zone: 'Europe/Berlin', isOver: true },
  ...{ from: '2026-11-26T23:00:00Z', to: '2026-11-27T23:00:00Z' },
  ...{ knownSeconds: 85_560, gapSeconds: 840 },
  gaps: [
    { kind: 'not-running', from: '2026-11-27T13:00:00Z', to: '2026-11-27T13:04:00Z', lost: 0 },
    { kind: 'not-stored', from: '2026-11-27T19:00:00Z', to: '2026-11-27T19:10:00Z', lost: 31 },
  ],
  organizations: [
    {
      ...{ organization: '0007', name: 'Initech', availability: 0.987, knownSeconds: 5_989_200 },
      ...{ awaySeconds: 74_550, outages: 70, extensions: 70, unused: 0 },
      longest: {
        ...{ extension: '0007*300', from: '2026-11-27T08:00:00Z', to: '2026-11-27T08:35:00Z' },
        seconds: 2100,
      },
    },
    {
      ...{ organization: '0003', name: 'Acme', availability: 0.9999, knownSeconds: 1_026_720 },
      ...{ awaySeconds: 20, outages: 1, extensions: 12, unused: 2 },
      longest: {
        ...{ extension: '0003*210', from: '2026-11-27T08:00:00Z', to: '2026-11-27T08:00:20Z' },
        seconds: 20,
      },
    },
  ],
  extensions: [
    ...many,
    away('0003*210', 20, 'Ann, reception'),
    ...Array.from({ length: 11 }, (_, nth) => away(`0003*${211 + nth}`, 0)),
  ],
  unused: [
    { extension: '0003*298', name: 'Meeting room' },
    { extension: '0003*299', name: '' },
  ],
  flapping: [
    {
      ...{ extension: '0007*301', name: '', times: 11 },
      ...{ from: '2026-11-27T12:02:00Z', to: '2026-11-27T12:38:30Z' },
    },
  ],
  agents: {
    at: '2026-11-27T23:00:00Z',
    items: [
      ['snom D785', '10.1.184.15', 12, 'Snom'] as const,
      ['Yealink SIP-T46S', '66.86.0.15', 58, 'Yealink'] as const,
      ['Yealink SIP-T46S', '66.84.0.125', 12, 'Yealink'] as const,
    ].map(([agent, version, count, vendor]) => ({
      ...{ agent, version, count, vendor },
      extensions: null,
    })),
    others: 0,
  },
};

/** The same while it is still going on: which extensions there are is told too. */
export const REPORT_OF_TODAY: Report = {
  ...REPORT,
  ...{ isOver: false, to: '2026-11-27T13:31:00Z' },
  agents: {
    ...{ at: '2026-11-27T13:31:00Z', others: 0 },
    items: REPORT.agents.items.map((item) => ({
      ...item,
      extensions: Array.from({ length: item.count }, (_, nth) => `0007*${300 + nth}`),
    })),
  },
};

/** Answers with a report in the place of the service's. */
export async function answerWith(page: Page, report: Report): Promise<void> {
  await page.route('**/journal/report?**', (route) => route.fulfill({ json: report }));
}
