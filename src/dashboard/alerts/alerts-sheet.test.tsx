import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewSilence, Silence } from '../../contract/alerts.ts';
import {
  json,
  PRESENCE,
  page,
  type Routes,
  refusal,
  registered,
  WALL_SESSION,
} from '../fake-service.rig.ts';
import { openPage, startEachTestAnew } from '../opened-page.rig.tsx';

startEachTestAnew();
// A list draws what is in sight.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1400);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900);
});

const button = (name: string | RegExp) => screen.findByRole('button', { name });

const MUTE: Silence = {
  id: 'a1',
  kind: 'mute',
  subject: { kind: 'organization', value: '0003' },
  until: null,
  account: { id: 3, name: 'Ann' },
  createdAt: '2026-11-22T09:14:00Z',
};

/** The service's side of alerts, in memory. */
function alerts({ kept = [], webhooks = 0 }: { kept?: Silence[]; webhooks?: number } = {}) {
  const silences = [...kept];
  const routes: Routes = {
    'GET /alerts': () => json({ silences, webhooks }),
    'POST /alerts': (body) => {
      const made = { ...MUTE, ...(body as NewSilence), id: `made-${silences.length}` };
      silences.unshift(made);
      return json(made, 201);
    },
    'DELETE /alerts/a1': () => {
      silences.splice(
        silences.findIndex(({ id }) => id === 'a1'),
        1,
      );
      return new Response(null, { status: 204 });
    },
  };
  return { routes, silences };
}

async function openAlerts(routes: Routes, search = '') {
  const opened = openPage({ routes, search });
  await opened.user.click(await button(/^Alerts: /));
  return { ...opened, sheet: within(screen.getByRole('dialog', { name: 'Alerts' })) };
}

describe('the sheet of alerts', () => {
  it('lists what is silenced, by whom and until when, and takes it back', async () => {
    const { user, sheet } = await openAlerts(alerts({ kept: [MUTE] }).routes);
    expect(await sheet.findByText('1 acknowledged or muted')).toBeTruthy();
    expect(sheet.getByRole('listitem').textContent).toContain('organization 0003Muted by Ann');
    await user.click(await button('Take back the mute of organization 0003'));
    const heading = await sheet.findByText('Nothing is acknowledged or muted');
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  it('mutes an agent of the board until somebody takes it back', async () => {
    const { routes, silences } = alerts();
    const { user, sheet } = await openAlerts(routes);
    await screen.findByText('Live');
    await user.selectOptions(await sheet.findByLabelText('What'), 'Agent snom D785');
    await user.selectOptions(sheet.getByLabelText('Mute'), 'until taken back');
    await user.click(sheet.getByRole('button', { name: 'Mute' }));
    expect(await sheet.findByText('1 acknowledged or muted')).toBeTruthy();
    expect(silences[0]).toMatchObject({
      kind: 'mute',
      subject: { kind: 'agent', value: 'snom D785' },
      until: null,
    });
    const name = /^0003\*210, registered, .*muted by Ann/;
    expect(screen.getByText(name)).toBeTruthy();
  });

  it('says in the service’s words why it may not', async () => {
    const { user, sheet } = await openAlerts({
      ...alerts().routes,
      'POST /alerts': () => refusal(503, 'not_stored', 'This cannot be stored.'),
    });
    await user.click(await sheet.findByRole('button', { name: 'Mute' }));
    expect((await sheet.findByRole('alert')).textContent).toContain('reported a fault of its own');
  });

  it('keeps the last that was known when the service is away, and asks again', async () => {
    const { routes } = alerts({ kept: [MUTE] });
    const away = () => Promise.reject(new TypeError('Failed to fetch'));
    const { user, sheet } = await openAlerts({ ...routes, 'GET /alerts': away });
    expect(await sheet.findByText('The list could not be loaded')).toBeTruthy();
    expect(sheet.queryByRole('alert')).toBeNull();
    expect(sheet.getByText(`${window.location.host} does not answer.`)).toBeTruthy();
    await user.click(await button('Try now'));
    expect(await sheet.findByText('The list could not be loaded')).toBeTruthy();
  });

  it('tries the webhooks, and tells what came of each by its host', async () => {
    const deliveries = [
      { host: 'hooks.example.net', status: 204, error: null },
      { host: 'chat.example.net', status: null, error: 'did not answer within 10 s' },
    ];
    const { user, sheet } = await openAlerts({
      ...alerts({ webhooks: 2 }).routes,
      'POST /alerts/test': () => json({ deliveries }),
    });
    expect(await sheet.findByText('2 webhooks are told of alerts.')).toBeTruthy();
    await user.click(await button('Send a test message'));
    const told = await sheet.findByText('took it (204)', { exact: false });
    expect(told.textContent).toBe('hooks.example.net took it (204)');
    expect(sheet.getByText('chat.example.net').parentElement?.textContent).toBe(
      'chat.example.net did not answer within 10 s',
    );
  });

  it('shows a wall link what is silenced, and lets it change nothing that others see', async () => {
    const { sheet } = await openAlerts(
      {
        ...alerts({ kept: [MUTE], webhooks: 1 }).routes,
        'GET /session': () => json(WALL_SESSION),
      },
      '?extension=0003*210',
    );
    expect(await sheet.findByText('1 acknowledged or muted')).toBeTruthy();
    for (const name of [/^Take back/, 'Mute', 'Mute…', 'Send a test message']) {
      expect(screen.queryByRole('button', { name, hidden: true })).toBeNull();
    }
    expect(sheet.getByRole('checkbox', { name: 'Sound' })).toBeTruthy();
  });

  it('puts sound and quiet hours into the address', async () => {
    const { user, sheet } = await openAlerts(alerts().routes);
    await user.click(sheet.getByRole('checkbox', { name: 'Sound' }));
    await user.selectOptions(sheet.getByLabelText('Quiet from'), '23:00');
    await user.selectOptions(sheet.getByLabelText('Quiet to'), '07:00');
    await waitFor(() => expect(window.location.search).toBe('?sound=1&quiet=23-7'));
    expect(sheet.getByText('No sound: this browser has no Web Audio.')).toBeTruthy();
    expect(await button('Alerts: No sound: this browser has no Web Audio')).toBeTruthy();
  });
});

describe('the alerts of an opened extension', () => {
  const expired = { agent: 'Zoiper', registration: '-2' } as const;
  const list = () =>
    page([{ extension: '0003*210', status: 0, registration: [expired] }, registered('0003*211')]);

  async function openExtension(number: string, kept: Silence[] = []) {
    const { routes, silences } = alerts({ kept });
    const opened = openPage({
      routes: { ...routes, [PRESENCE]: list },
      search: `?extension=${number}`,
    });
    const drawer = await screen.findByRole('dialog', { name: number });
    return { ...opened, panel: within(drawer), silences };
  }

  it('are acknowledged while it is lost, and taken back', async () => {
    const { user, panel, silences } = await openExtension('0003*210');
    await user.click(panel.getByRole('button', { name: 'Acknowledge' }));
    expect(await panel.findByText('Acknowledged by Ann')).toBeTruthy();
    expect(silences[0]).toMatchObject({ kind: 'acknowledgement', until: null });
    expect(screen.getByText(/^0003\*210, expired, .*acknowledged by Ann, Zoiper$/)).toBeTruthy();
    expect(document.activeElement).toBe(panel.getByRole('group', { name: 'Alerts of 0003*210' }));
  });

  it('are muted for as long as somebody chooses, whether it is lost or not', async () => {
    const { user, panel, silences } = await openExtension('0003*211');
    expect(panel.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
    await user.click(panel.getByRole('button', { name: 'Mute…' }));
    expect(document.activeElement).toBe(panel.getByRole('button', { name: '1 h' }));
    await user.click(panel.getByRole('button', { name: 'Until taken back' }));
    expect(await panel.findByText('Muted by Ann')).toBeTruthy();
    expect(silences[0]?.subject).toEqual({ kind: 'extension', value: '0003*211' });
    expect(panel.queryByRole('button', { name: 'Mute…' })).toBeNull();
  });

  it('say what they are silenced with', async () => {
    const { user, panel } = await openExtension('0003*210', [MUTE]);
    expect(await panel.findByText('Muted by Ann, with organization 0003')).toBeTruthy();
    await user.click(
      panel.getByRole('button', { name: 'Take back the mute of organization 0003' }),
    );
    expect(await panel.findByText('Alerts on')).toBeTruthy();
  });
});
