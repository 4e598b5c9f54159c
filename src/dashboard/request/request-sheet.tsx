import type { RefObject } from 'react';
import { PATHS } from '../../contract/paths.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { RequestControls, type RequestEditing } from './request-controls.tsx';
import { curlCommand, requestUrl } from './request-text.ts';

type RequestSheetProps = {
  editing: RequestEditing;
  firstFocus: RefObject<HTMLElement | null> | undefined;
  onClose: () => void;
};

/** The request on a narrow screen: one parameter a row. */
export function RequestSheet({ editing, firstFocus, onClose }: RequestSheetProps) {
  const { origin } = window.location;
  return (
    <Sheet title="Request" onClose={onClose} firstFocus={firstFocus}>
      <p className="mb-1 font-mono text-12 break-all text-ink">
        <span className="mr-2 font-semibold text-accent">GET</span>
        {PATHS.boardPresence}
      </p>
      <div data-sheet="" className="font-mono text-13">
        <RequestControls {...editing} />
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <CopyButton look="line" label="Copy URL" text={requestUrl(origin, editing.query)}>
          Copy URL
        </CopyButton>
        <CopyButton look="line" label="Copy cURL" text={curlCommand(origin, editing.query)}>
          Copy cURL
        </CopyButton>
      </div>
    </Sheet>
  );
}
