import { type ComponentProps, useEffect, useRef } from 'react';
import { Diamond, Dot, type Glyph, RingSlash, SquareX, Triangle } from '../ui/glyphs.tsx';
import { MarkIcon } from '../ui/icons.tsx';
import { SignInForm } from './sign-in-form.tsx';

type SignInPageProps = Omit<ComponentProps<typeof SignInForm>, 'field'>;

/** Before anybody is signed in. It asks Rollcall's own service, so there is nothing to give but the token. */
export function SignInPage(props: SignInPageProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="grid flex-1 place-items-center p-page">
      <div className="grid w-full max-w-[720px] rounded-control border border-line-2 sm:grid-cols-2">
        <section className="flex flex-col gap-8 border-line p-8 max-sm:gap-6 max-sm:border-b max-sm:p-6 sm:border-r">
          <h1 className="flex items-center gap-2.5 text-20 font-semibold">
            <MarkIcon className="size-6" />
            Rollcall
          </h1>
          <LampPanel />
          <p className="mt-auto text-ink-3">Which telephones are registered.</p>
        </section>
        <section
          aria-label="Sign in"
          className="flex flex-col justify-center p-8 max-sm:p-6 sm:min-h-76"
        >
          <SignInForm {...props} field={field} />
          <NoToken />
        </section>
      </div>
    </div>
  );
}

/** Where a token comes from, for who has none. */
function NoToken() {
  return (
    <details className="mt-4 text-12 text-ink-3">
      <summary className="w-max max-w-full rounded-chip font-medium text-ink-2 touch:py-3.5">
        No access token?
      </summary>
      <ul className="mt-1.5 grid list-disc gap-1 pl-4">
        <li>
          If you started Rollcall: open the link that it printed. The token is in it, and in the
          file <code className="font-mono">admin-token</code> of its data directory.
        </li>
        <li>Otherwise: ask the administrator for the token of your account.</li>
      </ul>
    </details>
  );
}

/** Which lamps of the drawing are lit, by place. */
const LIT: Readonly<Record<number, { glyph: Glyph; tone: string }>> = {
  19: { glyph: Triangle, tone: 'tone-late' },
  28: { glyph: SquareX, tone: 'tone-lost' },
  33: { glyph: Diamond, tone: 'tone-busy' },
  41: { glyph: RingSlash, tone: 'tone-absent' },
};
const LAMPS = Array.from({ length: 48 }, (_, place) => place);

/** A drawing of the panel; it shows nobody's telephones. */
function LampPanel() {
  return (
    <div aria-hidden="true" className="grid w-max grid-cols-[repeat(12,12px)] gap-2">
      {LAMPS.map((place) => {
        const lamp = LIT[place];
        return lamp ? (
          <lamp.glyph key={place} className={`size-3 text-mark ${lamp.tone}`} />
        ) : (
          <Dot key={place} className="size-3 text-reg-bar" />
        );
      })}
    </div>
  );
}
