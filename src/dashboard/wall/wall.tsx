import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { useEachSecond } from '../clock/ticker.ts';
import type { BoardState } from '../model/use-board.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { ListPart } from './list-part.ts';
import { isNight } from './night.ts';
import type { WallNote } from './note-turns.ts';
import { pixelShift } from './pixel-shift.ts';
import { PlanPage } from './plan-page.tsx';
import { useAttention } from './use-attention.ts';
import { useHeldRoom } from './use-held-room.ts';
import { useRotation } from './use-rotation.ts';
import { useViewport } from './use-viewport.ts';
import { useWakeLock, type WakeLock } from './use-wake-lock.ts';
import { wallContent } from './wall-content.ts';
import { type WallField, wallField } from './wall-field.ts';
import { WallFoot } from './wall-foot.tsx';
import { type WallPlan, wallPlan } from './wall-plan.ts';
import { WallTop } from './wall-top.tsx';

/** A page of its own after those of the list; it fills the field. */
export type MorePage = { name: string; render: (field: WallField) => ReactNode };

type WallProps = {
  /** Undefined until the first answer. */
  board: BoardState | undefined;
  hasLabels: boolean;
  rotateSeconds: number;
  /** Something was lost so lately that the page with it is not turned away. */
  isLossYoung: boolean;
  /** The server's time of the data, once it is too old to be shown as true. */
  staleFromMs: number | undefined;
  /** What of the list is here, when that is not all of it. */
  part: ListPart | undefined;
  freshness: ReactNode;
  /** What is wrong with the data, in the place of the cause. */
  banner: ReactNode;
  /** What else whoever reads the wall has to know, the most important first. */
  notes: readonly WallNote[];
  /** What turns up between the list and the list. Whoever hands them in has all that they need. */
  morePages: readonly MorePage[];
  onExit: () => void;
  /** What is shown while there is nothing to show. */
  children: ReactNode;
};

/** The board on a screen that nobody touches: no controls, everything fitted, and what is wrong in front. */
export function Wall(props: WallProps) {
  const { board, freshness, banner, notes, onExit, children } = props;
  const attention = useAttention();
  const allNotes = [...notes, ...wakeLockNotes(useWakeLock())];
  useWallDocument(attention.isAttended);
  useShortcut('Escape', onExit);
  return (
    <main
      className={`fixed inset-0 overflow-hidden bg-bg px-[3.2rem] text-[2.4rem] leading-[3.2rem] ${attention.isPointerShown ? '' : POINTER_GONE}`}
    >
      <h1 className="sr-only">Rollcall</h1>
      <Shifted>
        {board ? (
          <FittedBoard
            {...props}
            board={board}
            notes={allNotes}
            isAttended={attention.isAttended}
          />
        ) : (
          <>
            <WallTop told={undefined} freshness={freshness} banner={banner} />
            <Enlarged>{children}</Enlarged>
          </>
        )}
      </Shifted>
      <button
        type="button"
        onClick={onExit}
        className={`fixed top-[0.8rem] right-[3.2rem] rounded-control border border-line-3 bg-raise px-[1.6rem] py-[0.4rem] text-[2rem] leading-[2.8rem] font-medium focus-visible:opacity-100 ${attention.isPointerShown ? '' : 'opacity-0'}`}
      >
        Exit wall
      </button>
    </main>
  );
}

/** On a button too, which has a pointer of its own. */
const POINTER_GONE = 'cursor-none [&_*]:cursor-none';

/** What is made to be read at a desk is read on the wall too. */
const ENLARGED = 1.6;

function Enlarged({ children }: { children: ReactNode }) {
  const { unitPx, heightPx } = wallField(useViewport());
  const zoom = unitPx * ENLARGED;
  return (
    <div className="flex flex-col text-13" style={{ zoom, height: heightPx / zoom }}>
      {children}
    </div>
  );
}

/** The whole picture moves a little each minute, so that none of it burns into the screen. */
function Shifted({ children }: { children: ReactNode }) {
  const transform = useEachSecond((nowMs) => {
    const { x, y } = pixelShift(nowMs);
    return `translate(${x / 10}rem, ${y / 10}rem)`;
  });
  return (
    <div className="size-full transition-shift" style={{ transform }}>
      {children}
    </div>
  );
}

type FittedBoardProps = WallProps & { board: BoardState; isAttended: boolean };

function FittedBoard(props: FittedBoardProps) {
  const { board, hasLabels, staleFromMs, isAttended, rotateSeconds, morePages } = props;
  const { isLossYoung } = props;
  const { model, events, watch } = board;
  const content = useMemo(() => wallContent(model), [model]);
  const viewport = useViewport();
  const field = useMemo(() => wallField(viewport), [viewport]);
  const room = useHeldRoom({ tiles: content.tiles, problems: content.problems.length });
  const plan = useMemo(
    () => wallPlan({ content, field, room, hasLabels }),
    [content, field, room, hasLabels],
  );
  const isStale = staleFromMs !== undefined;
  const isStopped = isAttended || isStale;
  const listPages = pageCountOf(plan);
  const pageCount = listPages + morePages.length;
  const { page, turn } = useRotation({
    pageCount,
    everySeconds: rotateSeconds,
    isStopped: isStopped || isLossYoung,
    // What was just lost is on each page of the list, and on no other. So is what was last known.
    keptTo: (isLossYoung || isStale) && !isAttended ? listPages : undefined,
  });
  const more = morePages[page - listPages];
  useShortcut('ArrowRight', () => turn(1));
  useShortcut('ArrowLeft', () => turn(-1));
  const watchedSinceMs = watch.sinceMs;
  const view = useMemo(() => ({ watchedSinceMs, staleFromMs }), [watchedSinceMs, staleFromMs]);
  const held = isStopped ? 'Rotation stopped' : isLossYoung ? 'Rotation held' : undefined;
  return (
    <>
      <WallTop
        told={{ summary: model.summary, events, staleFromMs, part: props.part }}
        freshness={props.freshness}
        banner={props.banner}
      />
      <div className="relative" style={{ height: field.heightPx }}>
        {more ? (
          <section aria-label={more.name} className="size-full">
            {more.render(field)}
          </section>
        ) : (
          <PlanPage {...{ plan, page, content, field, hasLabels, view }} />
        )}
      </div>
      <WallFoot
        {...{ events, field }}
        notes={props.notes}
        pages={{ page, count: pageCount, held }}
      />
    </>
  );
}

function pageCountOf(plan: WallPlan): number {
  return plan.kind === 'tiles' ? plan.pages.length : plan.map.pages.length;
}

/** The wall has a measure of its own, and is dimmer at night when nobody is there. */
function useWallDocument(isAttended: boolean): void {
  const isDimmed = useEachSecond(isNight) && !isAttended;
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.wall = '';
    return () => {
      delete dataset.wall;
    };
  }, []);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (!isDimmed) return;
    dataset.night = '';
    return () => {
      delete dataset.night;
    };
  }, [isDimmed]);
}

function wakeLockNotes(state: WakeLock): readonly WallNote[] {
  const noteOf = (cause: string) => [
    { long: `The screen may go to sleep: ${cause}`, short: 'May go to sleep' },
  ];
  switch (state) {
    case 'insecure':
      return noteOf('keeping it awake needs HTTPS');
    case 'refused':
      return noteOf('this browser does not keep it awake');
    default:
      return [];
  }
}
