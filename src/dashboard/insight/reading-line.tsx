import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

type ReadingLineProps = {
  /** What is read. */
  label: string;
  /** Of so many steps, evenly side by side. */
  count: number;
  /** What a step says, in words. */
  textOf: (at: number) => string;
  /** Where the steps are, from the edges of the chart. */
  leftPx: number;
  rightPx: number;
  bottomPx: number;
  /** Which step is read; undefined for none. */
  onRead: (at: number | undefined) => void;
};

/**
 * Reads a chart step by step: under the pointer, under a finger, and with the arrow keys. It lies over the drawing,
 * which knows nothing of it and is not drawn again.
 */
export function ReadingLine(props: ReadingLineProps) {
  const { label, count, textOf, leftPx, rightPx, bottomPx, onRead } = props;
  const [chosen, setChosen] = useState<number>();
  const at = chosen === undefined ? undefined : Math.min(chosen, count - 1);
  const read = (next: number | undefined) => {
    setChosen(next);
    onRead(next);
  };
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen === undefined) return;
    // A finger never leaves as a pointer does, and what it slid over has no focus to lose.
    const leave = ({ target }: Event) => {
      if (target instanceof Node && line.current?.contains(target)) return;
      setChosen(undefined);
      onRead(undefined);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [chosen, onRead]);
  const readUnder = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    read(within(Math.floor(((clientX - left) / width) * count), count));
  };
  const readByKey = (event: KeyboardEvent) => {
    const next = stepByKey(event.key, { at: at ?? count, count });
    if (next === undefined && !(event.key === 'Escape' && at !== undefined)) return;
    event.preventDefault();
    event.stopPropagation();
    read(next);
  };
  const now = at ?? count - 1;
  return (
    <div
      ref={line}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(count - 1, 0)}
      aria-valuenow={now}
      aria-valuetext={textOf(now)}
      onPointerMove={readUnder}
      onPointerDown={readUnder}
      // The finger scrolls the page.
      onPointerCancel={() => read(undefined)}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && read(undefined)}
      onBlur={() => read(undefined)}
      onKeyDown={readByKey}
      className="absolute top-0 [touch-action:pan-y] print:hidden"
      style={{ left: leftPx, right: rightPx, bottom: bottomPx }}
    >
      {at !== undefined && (
        <span
          className="absolute inset-y-0 border-l border-ink-3"
          style={{ left: `${((at + 0.5) / count) * 100}%` }}
        />
      )}
    </div>
  );
}

function stepByKey(key: string, { at, count }: { at: number; count: number }): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(at - 1, count);
    case 'ArrowRight':
    case 'ArrowUp':
      return within(at + 1, count);
    case 'PageUp':
      return within(at + Math.ceil(count / 12), count);
    case 'PageDown':
      return within(at - Math.ceil(count / 12), count);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function within(at: number, count: number): number {
  return Math.min(Math.max(at, 0), count - 1);
}
