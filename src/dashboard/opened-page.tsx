import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { AddressContext, createAddressStore } from './address/use-address.ts';
import { App } from './app.tsx';
import { fakeService, type Routes } from './fake-service.ts';

type Opening = { routes?: Routes; search?: string; startToken?: string };

/** Opens the page at an address, with a service behind it. */
export function openPage({ routes = {}, search = '', startToken }: Opening = {}) {
  window.history.replaceState(null, '', `/${search}`);
  const { asked } = fakeService(routes);
  render(
    <AddressContext value={createAddressStore()}>
      <App startToken={startToken} />
    </AddressContext>,
  );
  return { asked, user: userEvent.setup() };
}
