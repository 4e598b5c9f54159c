import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

type DrawerProps = {
  /** The accessible name. */
  label: string;
  onClose: () => void;
  /** Keys that nothing in the drawer has a use for. */
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
};

/**
 * A modal drawer at the right edge while it is rendered, from where it stands in the page down; on a phone the whole
 * screen. The platform's dialog keeps focus inside; Escape and a press beside it close it. Its scrim lies in the page
 * and not behind the dialog, so that what is raised above it (`z-30`) stays at full strength.
 */
export function Drawer({ label, onClose, onKeyDown, children }: DrawerProps) {
  const place = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [topPx, setTopPx] = useState(0);
  // After every render: a notice above may have come or gone.
  useLayoutEffect(() => {
    setTopPx(Math.max(place.current?.getBoundingClientRect().top ?? 0, 0));
  });
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // On the drawer itself, which then scrolls with the keys; its name is what a screen reader says first.
    shown?.focus();
    return () => shown?.close();
  }, []);
  const closeFromBeside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  const pressOwn = (event: KeyboardEvent) => {
    const { target } = event;
    const isOwn = target instanceof Element && target.closest('dialog') === dialog.current;
    if (isOwn && !event.ctrlKey && !event.metaKey && !event.altKey) onKeyDown(event);
  };
  return (
    <div ref={place}>
      <div
        className="fixed inset-x-0 bottom-0 z-20 bg-scrim max-sm:hidden"
        style={{ top: topPx }}
      />
      <dialog
        ref={dialog}
        aria-label={label}
        tabIndex={-1}
        onCancel={(event) => {
          event.preventDefault();
          onClose();
        }}
        onClick={closeFromBeside}
        onKeyDown={pressOwn}
        className="fixed inset-y-0 right-0 left-auto m-0 h-auto max-h-none w-full max-w-none overflow-x-hidden overflow-y-auto bg-raise p-0 text-ink outline-0 backdrop:bg-transparent max-sm:top-0! sm:w-120 sm:border-l sm:border-line-3 xl:w-140"
        style={{ top: topPx }}
      >
        {/* As high as the drawer: a press on its empty end is none beside it. */}
        <div className="min-h-full px-page sm:px-6">{children}</div>
      </dialog>
    </div>
  );
}
