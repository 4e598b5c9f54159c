import { createContext, useContext, useSyncExternalStore } from 'react';

/** Unsupported: this browser has none, or gives none to a page without HTTPS. */
export type NotifierState = 'off' | 'on' | 'denied' | 'unsupported';

/** Messages of the browser, outside the page. Asked for by a person, in one browser, and kept there. */
export type Notifier = {
  state(): NotifierState;
  subscribe(listener: () => void): () => void;
  /** Asks the person for permission, where the browser has not asked yet. */
  turnOn(): Promise<void>;
  turnOff(): void;
  /** Shows a message; another with the same tag takes its place. */
  show(message: { title: string; body: string; tag: string }): void;
};

const KEY = 'rollcall-notifications';

/** What a notifier needs of the browser. */
type NotifierBrowser = Pick<Window & typeof globalThis, 'isSecureContext' | 'localStorage'> & {
  Notification?: typeof Notification;
};

export function createNotifier(browser: NotifierBrowser): Notifier {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  // A browser that keeps nothing forgets it with the page.
  let isWanted = false;
  try {
    isWanted = browser.localStorage.getItem(KEY) === 'on';
  } catch {}
  const want = (next: boolean) => {
    isWanted = next;
    try {
      if (next) browser.localStorage.setItem(KEY, 'on');
      else browser.localStorage.removeItem(KEY);
    } catch {}
    tell();
  };
  const state = (): NotifierState => {
    const { Notification, isSecureContext } = browser;
    if (!Notification || !isSecureContext) return 'unsupported';
    if (Notification.permission === 'denied') return 'denied';
    return isWanted && Notification.permission === 'granted' ? 'on' : 'off';
  };
  return {
    state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async turnOn() {
      const permission = await browser.Notification?.requestPermission();
      want(permission === 'granted');
    },
    turnOff: () => want(false),
    show({ title, body, tag }) {
      if (state() !== 'on' || !browser.Notification) return;
      try {
        new browser.Notification(title, { body, tag });
      } catch {
        // Android's browsers leave it to service workers, and throw.
      }
    },
  };
}

/** A page has one. Tests provide their own. */
export const NotifierContext = createContext(createNotifier(window));

/** The page's notifier, and its state as it changes. */
export function useNotifier(): { notifier: Notifier; state: NotifierState } {
  const notifier = useContext(NotifierContext);
  const state = useSyncExternalStore(notifier.subscribe, notifier.state);
  return { notifier, state };
}
