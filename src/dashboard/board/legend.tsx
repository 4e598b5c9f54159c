import type { State } from '../../presence/summary.ts';
import { STATE_LOOKS } from '../condition/looks.ts';
import { Sheet } from '../ui/sheet.tsx';

type LegendProps = { onClose: () => void };

const MEANINGS: readonly { state: State; word?: string; says: string }[] = [
  { state: 'expired', says: 'registration -2: its time ran out.' },
  {
    state: 'expired',
    word: 'Lost',
    says: 'was registered while this screen watched, and now is -1 or gone.',
  },
  {
    state: 'late',
    says: 'registered, and missed its own rhythm of refreshing; until that is learned, under 10 % of its life is left, and at most 60 s.',
  },
  { state: 'not-registered', says: 'registration -1: signed off, or never was.' },
  { state: 'unknown', says: 'registration 0, or status 0 without a registration.' },
  { state: 'ringing', says: 'status 2: being called.' },
  { state: 'busy', says: 'status 3: in a call.' },
  { state: 'registered', says: 'registration 1, and how long it still lasts.' },
  { state: 'static', says: 'registration 2.' },
  { state: 'partly-lost', says: 'one device is registered, and another was lost or has expired.' },
];

/** Every glyph with its word and what the API says for it. A modal sheet while it is rendered. */
export function Legend({ onClose }: LegendProps) {
  return (
    <Sheet title="Legend" onClose={onClose}>
      <dl className="grid gap-x-6 sm:grid-cols-2">
        {MEANINGS.map(({ state, word = STATE_LOOKS[state].word, says }) => {
          const { glyph: Glyph, tone } = STATE_LOOKS[state];
          return (
            <div key={word} className="relative py-3 pl-8">
              <dt className="font-semibold">
                <Glyph className={`absolute top-3.5 left-0 size-4 text-mark ${tone}`} />
                {word}
              </dt>
              <dd className="text-12 text-ink-3">{says}</dd>
            </div>
          );
        })}
      </dl>
      <p className="mt-2 text-12 text-ink-3">
        The bar at the foot of a card is what is left of the registration's life. It is empty until
        the life is known. A check mark: somebody has acknowledged the loss. A struck-out bell:
        muted, without sound and notifications. Keys: / filterValue, p pause, w wall, arrows move,
        Enter opens, Esc closes. On the wall, arrows turn its pages, and w or Esc leave it.
      </p>
    </Sheet>
  );
}
