import { beforeEach, describe, expect, it } from 'vitest';
import { readSignIn, takeSignInLink } from './sign-in-link.ts';

beforeEach(() => {
  window.history.replaceState(null, '', '/');
});

/** Opens an address and takes the link out of it. */
function open(address: string) {
  window.history.replaceState(null, '', address);
  const signIn = takeSignInLink(window);
  const { pathname, search, hash } = window.location;
  return { signIn, left: `${pathname}${search}${hash}` };
}

describe('a start link', () => {
  it('leaves its token out of the address, and the view in it', () => {
    expect(open('/?view=table#token=a-token.of_16-chars')).toEqual({
      signIn: { token: 'a-token.of_16-chars' },
      left: '/?view=table',
    });
  });

  it('without a token is none', () => {
    expect(open('/#token=')).toEqual({ signIn: undefined, left: '/' });
  });
});

describe('a wall link', () => {
  it('becomes the view that it names, without its secret', () => {
    expect(open('/#wall=a-secret&filterValue[0]=0003*210&view=table&every=10')).toEqual({
      signIn: { wallLink: 'a-secret' },
      left: '/?filterValue[0]=0003*210&view=table&every=10',
    });
  });

  it('replaces the view of the address by its own, and leaves it when it has none', () => {
    expect(open('/?theme=light#wall=a-secret&view=table').left).toBe('/?view=table');
    expect(open('/?theme=light#wall=a-secret').left).toBe('/?theme=light');
  });

  it('may come after the view, and the view may say "wall" as well', () => {
    expect(open('/#view=table&wall=a-secret&wall=1')).toEqual({
      signIn: { wallLink: 'a-secret' },
      left: '/?view=table&wall=1',
    });
  });
});

it('leaves other fragments alone', () => {
  expect(open('/#top')).toEqual({ signIn: undefined, left: '/#top' });
});

describe('what is given for a token', () => {
  it.each([
    ['a-token-of-16-chars', { token: 'a-token-of-16-chars' }],
    [' a-token-of-16-chars\n', { token: 'a-token-of-16-chars' }],
    ['https://pbx.example.net/#token=a-token', { token: 'a-token' }],
    ['https://pbx.example.net/?view=table#wall=a-secret&every=10', { wallLink: 'a-secret' }],
    ['#token=', { token: '#token=' }],
    ['a#b', { token: 'a#b' }],
  ])('is read from %j', (text, signIn) => {
    expect(readSignIn(text)).toEqual(signIn);
  });
});
