import type { Page, Route } from '@playwright/test';
import type { NewSilence, Silence } from '../src/contract/alerts.ts';

const json = (body: unknown, status = 200) => ({
  status,
  contentType: 'application/json',
  headers: { date: new Date().toUTCString() },
  body: JSON.stringify(body),
});

/** Stands in for the service's silences: every page that they are served to sees the same. */
export class KeptAlerts {
  #silences: readonly Silence[];
  #made = 0;

  constructor(silences: readonly Silence[] = []) {
    this.#silences = silences;
  }

  async serve(page: Page): Promise<void> {
    await page.route(/\/alerts(\/[^/]+)?$/, (route) => this.#answer(route));
  }

  #answer(route: Route): Promise<void> {
    const request = route.request();
    const id = /\/alerts\/(.+)$/.exec(new URL(request.url()).pathname)?.[1];
    if (request.method() === 'GET') {
      return route.fulfill(json({ silences: this.#silences, webhooks: 1 }));
    }
    if (id === 'test') {
      const deliveries = [{ host: 'hooks.example.net', status: 204, error: null }];
      return route.fulfill(json({ deliveries }));
    }
    if (request.method() === 'DELETE') {
      this.#silences = this.#silences.filter((silence) => silence.id !== id);
      return route.fulfill({ status: 204 });
    }
    const asked: NewSilence = request.postDataJSON();
    this.#made += 1;
    const createdAt = `${new Date().toISOString().slice(0, 19)}Z`;
    const account = { id: 3, name: 'Ann' };
    const silence = { ...asked, id: `made-${this.#made}`, account, createdAt };
    this.#silences = [silence, ...this.#silences];
    return route.fulfill(json(silence, 201));
  }
}

/** Somebody knows of the loss of an extension. */
export function acknowledged(number: string): Silence {
  return {
    id: number,
    kind: 'acknowledgement',
    subject: { kind: 'extension', value: number },
    until: null,
    account: { id: 3, name: 'Ann' },
    createdAt: '2026-11-23T08:16:00Z',
  };
}

/** A note that the page has played: its pitch, and when it began in the time of its audio context. */
export type Note = { hertz: number; startSeconds: number };

/** Writes down what the page's own audio context is made to play. */
export async function listenTo(page: Page): Promise<() => Promise<Note[]>> {
  await page.addInitScript(() => {
    const notes: { hertz: number; startSeconds: number }[] = [];
    Object.assign(window, { notes });
    const { createOscillator } = BaseAudioContext.prototype;
    BaseAudioContext.prototype.createOscillator = function () {
      const oscillator = createOscillator.call(this);
      const start = oscillator.start.bind(oscillator);
      oscillator.start = (when = 0) => {
        notes.push({ hertz: oscillator.frequency.value, startSeconds: when });
        start(when);
      };
      return oscillator;
    };
  });
  return () => page.evaluate(() => Reflect.get(window, 'notes'));
}

/** Writes down what the page notifies. */
export async function readNotifications(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(window, { shown });
    window.Notification = new Proxy(window.Notification, {
      construct(target, [title, options]) {
        shown.push(`${title}: ${options.body}`);
        return new target(title, options);
      },
    });
  });
  return () => page.evaluate(() => Reflect.get(window, 'shown'));
}
