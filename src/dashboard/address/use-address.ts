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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnwritten = false;

  const url = () => {
    const query = formatAddress(current.address);
    return `${location.pathname}${query && `?${query}`}${location.hash}`;
  };
  const write = () => {
    isUnwritten = false;
    history.replaceState(history.state, '', url());
    search = location.search;
  };
  const writeSoon = () => {
    isUnwritten = true;
    if (timer !== undefined) return;
    write();
    timer = setTimeout(() => {
      timer = undefined;
      if (isUnwritten) writeSoon();
    }, WRITE_EVERY_MS);
  };
  const read = () => {
    // Someone else may have written the address: the start link takes its token out, Back goes back.
    if (!isUnwritten && location.search !== search) {
      search = location.search;
      current = parseAddress(search);
    }
    return current;
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onPopState = () => {
    isUnwritten = false;
    tell();
  };

  return {
    read,
    change(part) {
      const before = read();
      if (isAnotherView({ ...before.address, ...part }, before.address)) {
        if (isUnwritten) write();
        history.pushState(null, '', location.href);
      }
      current = { ...before, address: { ...before.address, ...part } };
      writeSoon();
      tell();
    },
    show(view) {
      current = parseAddress(view);
      writeSoon();
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
