import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import { AddressContext, createAddressStore } from './address/use-address.ts';
import { App } from './app.tsx';
import { fakeService, type Routes } from './fake-service.rig.ts';
import { takeSignInLink } from './session/sign-in-link.ts';

/** Lets no test of a file see what another one left in the browser. */
export function startEachTestAnew(): void {
  beforeEach(() => {
    sessionStorage.clear();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
}

/** A browser whose owner lets no page keep anything: even to look for the storage throws. */
export function blockStorage(): void {
  vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
}

type Opening = { routes?: Routes; search?: string; hash?: string };

/** Opens the page at an address, with a service behind it. */
export function openPage({ routes = {}, search = '', hash = '' }: Opening = {}) {
  window.history.replaceState(null, '', `/${search}${hash}`);
  const { asked } = fakeService(routes);
  render(
    <AddressContext value={createAddressStore()}>
      <App link={takeSignInLink(window)} />
    </AddressContext>,
  );
  return { asked, user: userEvent.setup() };
}
