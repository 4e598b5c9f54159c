import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import {
  type BoardAddress,
  formatAddress,
  parseAddress,
  type ReadAddress,
} from './board-address.ts';

/** Browsers refuse more than about 100 changes of the address in 30 s. */
const WRITE_EVERY_MS = 350;

/** The board's address as a value that can be read, changed and watched. */
export type AddressStore = {
  read(): ReadAddress;
  change(part: Partial<BoardAddress>): void;
  /** Takes the view of a query string in the place of the present one, as if the page had been opened with it. */
  show(search: string): void;
  subscribe(listener: () => void): () => void;
};

/**
 * Keeps the board's address in the browser's. A change is there at once for who reads the store; the browser's address
 * follows, the first change at once, more of them at most every 350 ms. Back returns to the view before.
 */
export function createAddressStore(): AddressStore {
  const listeners = new Set<() => void>();
  let search = '';
  let current = parseAddress(search);
  const written = createPacedWrite(() => {
    history.replaceState(history.state, '', urlOf(current.address));
    search = location.search;
  });

  const read = () => {
    // Someone else may have written the address: the start link takes its token out, Back goes back.
    if (!written.isAwaited() && location.search !== search) {
      search = location.search;
      current = parseAddress(search);
    }
    return current;
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onPopState = () => {
    written.forget();
    tell();
  };

  return {
    read,
    change(part) {
      const before = read();
      if (isAnotherView({ ...before.address, ...part }, before.address)) {
        written.now();
        history.pushState(null, '', location.href);
      }
      current = { ...before, address: { ...before.address, ...part } };
      written.soon();
      tell();
    },
    show(view) {
      current = parseAddress(view);
      written.soon();
      tell();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('popstate', onPopState);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('popstate', onPopState);
      };
    },
  };
}

/** Writes at once when it has not for a while, and otherwise as soon as it may again. */
function createPacedWrite(write: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAwaited = false;
  const now = () => {
    if (isAwaited) write();
    isAwaited = false;
  };
  const soon = () => {
    isAwaited = true;
    if (timer !== undefined) return;
    now();
    timer = setTimeout(() => {
      timer = undefined;
      if (isAwaited) soon();
    }, WRITE_EVERY_MS);
  };
  return {
    now,
    soon,
    /** There is something that was not written yet. */
    isAwaited: () => isAwaited,
    forget() {
      isAwaited = false;
    },
  };
}

function urlOf(address: BoardAddress): string {
  const query = formatAddress(address);
  return `${location.pathname}${query && `?${query}`}${location.hash}`;
}

/** Another look at the list is what Back returns from. */
function isAnotherView(next: BoardAddress, before: BoardAddress): boolean {
  return next.view !== before.view || next.isWall !== before.isWall;
}

export const AddressContext = createContext(createAddressStore());

/** The board's address, and a way to change parts of it. */
export function useAddress(): ReadAddress & { change(part: Partial<BoardAddress>): void } {
  const store = useContext(AddressContext);
  const { address, ignored } = useSyncExternalStore(store.subscribe, store.read);
  const change = useCallback((part: Partial<BoardAddress>) => store.change(part), [store]);
  return { address, ignored, change };
}
