import type { Silence, SilenceKind } from '../../contract/alerts.ts';
import { useEachSecond } from '../clock/ticker.ts';
import { BellSlash, Check, type Glyph } from '../ui/glyphs.tsx';
import { silenceText } from './silence-text.ts';

/** What an acknowledgement and a mute look like, wherever there is no room for their words. */
export const SILENCE_GLYPHS: Record<SilenceKind, Glyph> = {
  acknowledgement: Check,
  mute: BellSlash,
};

/** Glyph and words of a silence. They are not read out: the name of the item says more. */
export function SilenceMark({ silence, className = '' }: { silence: Silence; className?: string }) {
  const text = useEachSecond((nowMs) => silenceText(silence, nowMs));
  const Mark = SILENCE_GLYPHS[silence.kind];
  return (
    <span
      aria-hidden="true"
      className={`inline-flex flex-none items-center gap-1 font-medium text-ink-2 ${className}`}
    >
      <Mark className="size-2.5" />
      {text}
    </span>
  );
}
