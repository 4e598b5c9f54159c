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

/** A condition also says how loud its number, word and time are, and fills its plate: the worse, the louder. */
export type ConditionLook = Look & {
  plate: string;
  number: string;
  wordWeight: string;
  time: string;
};

const QUIET = {
  tone: 'tone-quiet',
  plate: 'plate-quiet',
  number: 'font-medium text-num-q',
  wordWeight: 'font-normal',
  time: 'font-normal text-ink-2',
} as const;
const ACTIVE = {
  plate: 'plate-quiet',
  number: 'font-semibold text-ink',
  wordWeight: 'font-semibold',
  time: 'font-medium text-ink-2',
} as const;
const LATE = {
  glyph: Triangle,
  tone: 'tone-late',
  plate: 'plate-lit',
  number: 'font-semibold text-ink',
  wordWeight: 'font-medium',
  time: 'font-semibold text-word',
} as const;
const LOST = {
  glyph: SquareX,
  tone: 'tone-lost',
  plate: 'plate-solid',
  number: 'font-semibold text-ink',
  wordWeight: 'font-medium',
  time: 'font-medium text-ink-2',
} as const;
const ABSENT = {
  tone: 'tone-absent',
  plate: 'plate-dashed',
  number: 'font-semibold text-ink-2',
  wordWeight: 'font-medium',
  time: 'font-medium text-ink-2',
} as const;

export const CONDITION_LOOKS: Record<Condition, ConditionLook> = {
  expired: { word: 'Expired', ...LOST },
  lost: { word: 'Lost', ...LOST },
  late: { word: 'Late', ...LATE },
  'not-registered': { word: 'Not registered', glyph: RingSlash, ...ABSENT },
  unknown: { word: 'Unknown', glyph: BrokenRing, ...ABSENT },
  ringing: { word: 'Ringing', glyph: ArcsDot, tone: 'tone-ringing', ...ACTIVE },
  busy: { word: 'Busy', glyph: Diamond, tone: 'tone-busy', ...ACTIVE },
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
