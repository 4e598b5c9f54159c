import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AddressContext, createAddressStore, useAddress } from './use-address.ts';

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(null, '', '/');
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Uses the address of a board; all uses of one store share it. */
function renderAddress(store = createAddressStore(), onRender = () => {}) {
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <AddressContext value={store}>{children}</AddressContext>
  );
  return renderHook(
    () => {
      onRender();
      return useAddress();
    },
    { wrapper },
  );
}

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

describe('the board’s address', () => {
  it('is read from the browser’s, with what was ignored in it', () => {
    history.replaceState(null, '', '/?view=table&every=never');
    const { result } = renderAddress();
    expect(result.current.address).toMatchObject({ view: 'table', everySeconds: 5 });
    expect(result.current.ignored).toEqual(['every=never']);
  });

  it('is changed at once, in the value and in the browser', () => {
    const { result } = renderAddress();
    act(() => result.current.change({ find: 'Ann', order: 'agent' }));
    expect(result.current.address).toMatchObject({ find: 'Ann', order: 'agent' });
    expect(location.search).toBe('?order=agent&find=Ann');
  });

  it('shows another view in the place of all of the present one, with what was ignored in it', () => {
    history.replaceState(null, '', '/?find=Ann');
    const store = createAddressStore();
    const { result } = renderAddress(store);
    act(() => store.show('view=table&every=never'));
    expect(result.current.address).toMatchObject({ view: 'table', find: '' });
    expect(result.current.ignored).toEqual(['every=never']);
    expect(location.search).toBe('?view=table');
  });

  it('keeps the rest of the browser’s address', () => {
    history.replaceState(null, '', '/board?view=table#top');
    const { result } = renderAddress();
    act(() => result.current.change({ view: 'cards' }));
    expect(`${location.pathname}${location.search}${location.hash}`).toBe('/board#top');
  });

  it('is written seldom enough for browsers that allow 100 changes in 30 s', () => {
    const { result } = renderAddress();
    const replaceState = vi.spyOn(history, 'replaceState');
    for (let letter = 0; letter < 300; letter += 1) {
      act(() => result.current.change({ find: 'x'.repeat(letter) }));
      expect(result.current.address.find).toHaveLength(letter);
      pass(100);
    }
    expect(replaceState.mock.calls.length).toBeLessThan(100);
    pass(1000);
    expect(location.search).toBe(`?find=${'x'.repeat(299)}`);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is one for all who use it', () => {
    const store = createAddressStore();
    const first = renderAddress(store);
    const second = renderAddress(store);
    act(() => first.result.current.change({ theme: 'light' }));
    expect(second.result.current.address.theme).toBe('light');
  });

  it('renders nobody when it is written late', () => {
    const onRender = vi.fn();
    const { result } = renderAddress(createAddressStore(), onRender);
    act(() => result.current.change({ find: 'A' }));
    act(() => result.current.change({ find: 'An' }));
    onRender.mockClear();
    pass(5000);
    expect(location.search).toBe('?find=An');
    expect(onRender).not.toHaveBeenCalled();
  });
});

describe('Back', () => {
  const back = (search: string) =>
    act(() => {
      // What a browser does when a person goes back.
      history.replaceState(null, '', `/${search}`);
      window.dispatchEvent(new PopStateEvent('popstate'));
    });

  it('has an entry of its own for another view, and for nothing else', () => {
    const { result } = renderAddress();
    const pushState = vi.spyOn(history, 'pushState');
    act(() => result.current.change({ find: 'Ann' }));
    act(() => result.current.change({ extension: '0003*210' }));
    expect(pushState).not.toHaveBeenCalled();
    act(() => result.current.change({ view: 'table' }));
    act(() => result.current.change({ view: 'table' }));
    expect(pushState).toHaveBeenCalledOnce();
  });

  it('leaves the view before as it was', () => {
    const { result } = renderAddress();
    const urls: string[] = [];
    vi.spyOn(history, 'pushState').mockImplementation(() => {
      urls.push(location.search);
    });
    act(() => result.current.change({ find: 'A' }));
    act(() => result.current.change({ find: 'Ann' }));
    act(() => result.current.change({ view: 'table' }));
    expect(urls).toEqual(['?find=Ann']);
    pass(1000);
    expect(location.search).toBe('?view=table&find=Ann');
  });

  it('returns to the view before, whatever was about to be written', () => {
    const { result } = renderAddress();
    act(() => result.current.change({ view: 'table' }));
    act(() => result.current.change({ find: 'Ann' }));
    back('?order=agent');
    expect(result.current.address).toMatchObject({ view: 'cards', find: '', order: 'agent' });
    pass(1000);
    expect(location.search).toBe('?order=agent');
  });

  it('is no longer listened to when nobody uses the address', () => {
    const removed = vi.spyOn(window, 'removeEventListener');
    const { unmount } = renderAddress();
    unmount();
    expect(removed).toHaveBeenCalledWith('popstate', expect.any(Function));
  });
});
