import { describe, expect, it } from 'vitest';
import { createNotifier } from './notifications.ts';

type Shown = { title: string; body?: string | undefined; tag?: string | undefined };

/** A browser of a person who answers its question, or was never asked. */
function browser(answers: NotificationPermission = 'granted', over = {}) {
  const shown: Shown[] = [];
  class FakeNotification {
    static permission: NotificationPermission = 'default';
    static async requestPermission() {
      FakeNotification.permission = answers;
      return answers;
    }
    constructor(title: string, { body, tag }: NotificationOptions = {}) {
      shown.push({ title, body, tag });
    }
  }
  const kept = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const parts = { Notification: FakeNotification, localStorage, isSecureContext: true, ...over };
  // A double of the little of it that is used.
  const open = () => createNotifier(parts as unknown as Window & typeof globalThis);
  return { open, shown, FakeNotification };
}

const MESSAGE = { title: '3 lost', body: 'all Zoiper', tag: 'one' };

describe('notifications', () => {
  it('are off until a person asks, and then on in this browser for good', async () => {
    const { open, shown } = browser();
    const notifier = open();
    notifier.show(MESSAGE);
    expect([notifier.state(), shown]).toEqual(['off', []]);
    await notifier.turnOn();
    notifier.show(MESSAGE);
    expect([notifier.state(), shown]).toEqual(['on', [MESSAGE]]);
    expect(open().state()).toBe('on');
    notifier.turnOff();
    expect([notifier.state(), open().state()]).toEqual(['off', 'off']);
  });

  it('tell their listeners, until they listen no more', async () => {
    const notifier = browser().open();
    const heard: string[] = [];
    const stop = notifier.subscribe(() => heard.push(notifier.state()));
    await notifier.turnOn();
    stop();
    notifier.turnOff();
    expect(heard).toEqual(['on']);
  });

  it('are denied when the person says so, and when they say so later', async () => {
    const refused = browser('denied').open();
    await refused.turnOn();
    expect(refused.state()).toBe('denied');
    const { open, shown, FakeNotification } = browser();
    const notifier = open();
    await notifier.turnOn();
    FakeNotification.permission = 'denied';
    notifier.show(MESSAGE);
    expect([notifier.state(), shown]).toEqual(['denied', []]);
  });

  it.each([
    ['a browser without them', { Notification: undefined }],
    ['a page without HTTPS', { isSecureContext: false }],
  ])('are told to be missing in %s', (_, over) => {
    expect(browser('granted', over).open().state()).toBe('unsupported');
  });

  it('last as long as the page in a browser that keeps nothing', async () => {
    const fails = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const localStorage = { getItem: fails, setItem: fails, removeItem: fails };
    const { open } = browser('granted', { localStorage });
    const notifier = open();
    await notifier.turnOn();
    expect([notifier.state(), open().state()]).toEqual(['on', 'off']);
  });
});
