import type { ReactNode } from 'react';
import type { Glyph } from './glyphs.tsx';

type MessageProps = {
  glyph: Glyph;
  /** A tone of index.css, which colours the glyph. */
  tone: string;
  title: string;
  children: ReactNode;
  /** What stands under the text in the machine's own words. */
  detail?: ReactNode;
  actions?: ReactNode;
};

/** A page that has nothing else to show says why, in the middle: what happened, since when, what happens next. */
export function Message({ glyph: Mark, tone, title, children, detail, actions }: MessageProps) {
  return (
    <div className="grid flex-1 place-items-center overflow-auto px-page py-8">
      <div className="grid max-w-[560px] grid-cols-[32px_1fr] gap-x-5">
        <Mark className={`size-8 text-mark ${tone}`} />
        <div>
          <h2 className="text-20 font-semibold tracking-[-0.01em]">{title}</h2>
          <p className="mt-1 max-w-[52ch] text-ink-2">{children}</p>
          {detail && <p className="mt-2 font-mono text-12 text-ink-3">{detail}</p>}
          {actions && <div className="mt-4 flex flex-wrap gap-2">{actions}</div>}
        </div>
      </div>
    </div>
  );
}
