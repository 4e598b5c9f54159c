import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../contract/report.ts';
import { startRecorded } from './recorded-service.rig.ts';
import type { RunningService } from './running-service.rig.ts';

const SECOND = 1000;

const readReport = async ({ get }: RunningService, path: string) =>
  reportSchema.parse(await (await get(path)).json());

describe('the report of today', () => {
  const TODAY = '/journal/report?zone=UTC';
  const T46S = 'Yealink SIP-T46S 66.84.0.125';

  it('tells of the day up to now, and which extensions run which firmware', async () => {
    const service = await startRecorded('2026-11-23T09:00:00Z');
    const { clock, directory } = service;
    directory.provision([
      { number: '0003*210', name: 'Ann', static: false },
      { number: '0003*211', name: '', static: false },
      { number: '0003*299', name: '', static: true },
    ]);
    service.record();
    const desk = { extension: '0003*210', device: 'desk', agent: T46S };
    directory.registered(desk, clock.now() + 600 * SECOND);
    clock.advance(900 * SECOND);
    directory.registered(desk, clock.now() + 600 * SECOND);
    clock.advance(300 * SECOND);

    const report = await readReport(service, TODAY);
    expect(report).toMatchObject({ day: '2026-11-23', isOver: false, to: '2026-11-23T09:20:00Z' });
    expect(report.extensions).toEqual([
      {
        ...{ extension: '0003*210', name: 'Ann', availability: 0.75, knownSeconds: 1200 },
        ...{ awaySeconds: 300, signedOffSeconds: 0, outages: 1 },
        longest: { from: '2026-11-23T09:10:00Z', to: '2026-11-23T09:15:00Z', seconds: 300 },
      },
    ]);
    expect(report.organizations).toMatchObject([{ name: 'Acme', extensions: 1, unused: 1 }]);
    expect(report.unused).toEqual([{ extension: '0003*211', name: '' }]);
    expect(report.agents).toEqual({
      at: '2026-11-23T09:20:00Z',
      items: [
        {
          ...{ vendor: 'Yealink', agent: 'Yealink SIP-T46S', version: '66.84.0.125', count: 1 },
          extensions: ['0003*210'],
        },
      ],
      others: 0,
    });
  });

  it('is empty, and no failure, when nothing was recorded', async () => {
    const service = await startRecorded('2026-11-23T09:00:00Z');
    const report = await readReport(service, '/journal/report?day=2026-11-20&zone=UTC');
    expect(report).toMatchObject({ organizations: [], extensions: [], unused: [], flapping: [] });
    expect(report.agents).toEqual({ at: null, items: [], others: 0 });
  });

  it('refuses a day that has not begun', async () => {
    const service = await startRecorded('2026-11-24T00:00:00Z');
    const response = await service.get('/journal/report?day=2026-11-25&zone=UTC');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('it has not begun yet');
  });
});
