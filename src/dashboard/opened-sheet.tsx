import { useQueryClient } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Names } from '../contract/names.ts';
import type { Session } from '../contract/session.ts';
import { type BoardAddress, formatAddress } from './address/board-address.ts';
import { type Alarms, OpenedAlerts } from './alarms.tsx';
import type { PresencePoll } from './api/use-presence-poll.ts';
import { Legend } from './board/legend.tsx';
import type { BoardState } from './model/use-board.ts';
import { SignInSheet } from './session/sign-in-sheet.tsx';
import { WallLinksSheet } from './wall-links/wall-links-sheet.tsx';

export type OpenSheet = 'alerts' | 'legend' | 'sign-in' | 'wall-links';

type OpenedSheetProps = {
  sheet: OpenSheet | undefined;
  poll: PresencePoll;
  board: BoardState | undefined;
  names: Names;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  alarms: Alarms;
  session: Session | undefined;
  main: RefObject<HTMLElement | null>;
  onSignedIn: (session: Session) => void;
  onClose: () => void;
};

/** What lies over the board, which stays as it is. */
export function OpenedSheet(props: OpenedSheetProps) {
  const { sheet, poll, board, address, session, main, onSignedIn, onClose } = props;
  const queries = useQueryClient();
  const enter = (entered: Session) => {
    onSignedIn(entered);
    flushSync(onClose);
    // What the sheet was opened from says "sign in", and goes away with its reason.
    main.current?.focus();
    // Refused before any data, the poll has stopped for good; begun anew, it asks again.
    if (poll.roll) poll.tryNow();
    else queries.resetQueries({ queryKey: ['presence'] });
  };
  switch (sheet) {
    case 'alerts': {
      const { names, change, alarms } = props;
      return (
        <OpenedAlerts
          {...{ names, address, change, alarms, session, onClose }}
          model={board?.model}
        />
      );
    }
    case 'legend':
      return <Legend onClose={onClose} />;
    case 'sign-in':
      return <SignInSheet onSignedIn={enter} onClose={onClose} />;
    case 'wall-links':
      return (
        session && (
          <WallLinksSheet
            accountId={session.account.id}
            view={formatAddress(address)}
            onClose={onClose}
          />
        )
      );
    default:
      return null;
  }
}
