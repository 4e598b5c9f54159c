import type { ComponentProps } from 'react';
import { Diamond, Dot, type Glyph, RingSlash, SquareX, Triangle } from '../ui/glyphs.tsx';
import { MarkIcon } from '../ui/icons.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Before anybody is signed in. It asks Rollcall's own service, so there is nothing to give but the token. */
export function SignInPage(props: ComponentProps<typeof SignInForm>) {
  return (
    <main className="grid min-h-screen place-items-center p-page">
      <div className="grid w-full max-w-[720px] rounded-control border border-line-2 sm:grid-cols-2">
        <section className="flex flex-col gap-8 border-line p-8 max-sm:border-b sm:border-r">
          <h1 className="flex items-center gap-2.5 text-20 font-semibold">
            <MarkIcon className="size-6" />
            Rollcall
          </h1>
          <LampPanel />
          <p className="mt-auto text-ink-3">Who is on the line, right now.</p>
        </section>
        <section aria-label="Sign in" className="flex flex-col justify-center p-8">
          <SignInForm {...props} />
          <p className="mt-4 text-12 text-ink-3">
            The start link that Rollcall printed when it was started signs you in as well.
          </p>
        </section>
      </div>
    </main>
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
