import type { Condition } from '../../presence/condition.ts';
import type { State } from '../../presence/summary.ts';
import {
  ArcsDot,
  Bar,
  BrokenRing,
  Diamond,
  Dot,
  type Glyph,
  RingSlash,
  SquareX,
  Triangle,
} from '../ui/glyphs.tsx';

/** How something is told: by word, shape and colour, so that none of them is needed alone. */
export type Look = { word: string; glyph: Glyph; tone: string };

/** A condition fills its plate too, the louder the worse. */
export type ConditionLook = Look & { plate: string };

const QUIET = { tone: 'tone-quiet', plate: 'plate-quiet' } as const;
const LOST = { glyph: SquareX, tone: 'tone-lost', plate: 'plate-solid' } as const;
const ABSENT = { tone: 'tone-absent', plate: 'plate-dashed' } as const;

export const CONDITION_LOOKS: Record<Condition, ConditionLook> = {
  expired: { word: 'Expired', ...LOST },
  lost: { word: 'Lost', ...LOST },
  late: { word: 'Late', glyph: Triangle, tone: 'tone-late', plate: 'plate-lit' },
  'not-registered': { word: 'Not registered', glyph: RingSlash, ...ABSENT },
  unknown: { word: 'Unknown', glyph: BrokenRing, ...ABSENT },
  ringing: { word: 'Ringing', glyph: ArcsDot, tone: 'tone-ringing', plate: 'plate-quiet' },
  busy: { word: 'Busy', glyph: Diamond, tone: 'tone-busy', plate: 'plate-quiet' },
  registered: { word: 'Registered', glyph: Dot, ...QUIET },
  static: { word: 'Not required', glyph: Bar, ...QUIET },
  'not-asked': { word: 'Not asked', glyph: Dot, ...QUIET },
};

/** What the figures, the chips and the legend call a state. "Expired" counts the lost too: they rank alike. */
export const STATE_LOOKS: Record<State, Look> = {
  expired: CONDITION_LOOKS.expired,
  late: CONDITION_LOOKS.late,
  'not-registered': CONDITION_LOOKS['not-registered'],
  unknown: CONDITION_LOOKS.unknown,
  ringing: CONDITION_LOOKS.ringing,
  busy: CONDITION_LOOKS.busy,
  registered: CONDITION_LOOKS.registered,
  static: { ...CONDITION_LOOKS.static, word: 'No registration needed' },
  'partly-lost': { word: 'Partly lost', glyph: SquareX, tone: 'tone-lost' },
};
