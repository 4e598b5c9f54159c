import { DownloadIcon } from '../ui/icons.tsx';
import { PopUp } from '../ui/pop-up.tsx';

/** A file of what is shown, in one form or the other. */
export function ExportMenu({ onExport }: { onExport: (format: 'csv' | 'json') => void }) {
  return (
    <PopUp
      label="Export"
      align="right"
      face={
        <>
          <DownloadIcon className="size-3.5" />
          <span className="max-xl:sr-only">Export</span>
        </>
      }
      faceClassName="inline-flex h-[26px] touch:h-11 touch:min-w-11 items-center justify-center gap-1.5 rounded-control border border-line-2 px-2 text-12 font-medium text-ink-2 transition-colors hover:bg-plate-2"
    >
      {(close) =>
        (['csv', 'json'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="flex h-8 w-full touch:h-11 items-center rounded-chip px-2 whitespace-nowrap hover:bg-plate-2"
            onClick={() => {
              close();
              onExport(format);
            }}
          >
            {format.toUpperCase()}
          </button>
        ))
      }
    </PopUp>
  );
}
