import type { ComponentProps, ReactNode } from 'react';
import { PATHS } from '../../contract/paths.ts';
import type { Role, Session } from '../../contract/session.ts';
import { useClock } from '../clock/ticker.ts';
import { formatDate } from '../condition/time-text.ts';
import { PopUp } from '../ui/pop-up.tsx';

export type AccountMenuProps = {
  session: Session;
  /** The service no longer takes the session. */
  isSignedOut: boolean;
  themeName: string;
  /** What chooses the interval, where the header has no room for it. */
  interval: ReactNode;
  onLegend: () => void;
  onTheme: () => void;
  onAlerts: () => void;
  onExport: (format: 'csv' | 'json') => void;
  onWallLinks: () => void;
  onSignIn: () => void;
  onSignOut: () => void;
};

const ROLE_WORDS: Record<Role, string> = {
  administrator: 'Administrator: every extension',
  organization: 'Organization: the extensions of one organization',
  user: 'User: the extensions of one user',
};

/** Who is signed in, and what they can do about it. On a phone also what the header has no room for. */
export function AccountMenu(props: AccountMenuProps) {
  const { session, isSignedOut, themeName, interval, onLegend, onTheme, onSignOut } = props;
  const { account, wallLink } = session;
  const name = wallLink?.name ?? account.name;
  return (
    <PopUp
      label={`${wallLink ? 'Wall link' : 'Account'}: ${name}`}
      align="right"
      faceClassName="inline-flex h-7 touch:h-11 touch:min-w-11 items-center justify-center rounded-control px-2 font-medium text-ink-2 hover:bg-plate-2"
      face={
        <>
          <span className="hidden max-w-40 truncate lg:inline">{name}</span>
          <span
            aria-hidden="true"
            className="grid size-6 place-items-center rounded-chip border border-line-2 text-12 lg:hidden"
          >
            {name.slice(0, 1)}
          </span>
        </>
      }
    >
      {(close) => {
        const leadingAway = (go: () => void) => () => {
          close();
          go();
        };
        return (
          <>
            <WhoAmI session={session} isSignedOut={isSignedOut} />
            <span className={`${ITEM} sm:hidden`}>
              every
              {interval}
            </span>
            <Item className="sm:hidden" onClick={leadingAway(onLegend)}>
              Legend
            </Item>
            <Item className="sm:hidden" onClick={onTheme}>
              Theme: {themeName}
            </Item>
            <Item onClick={leadingAway(props.onAlerts)}>Alerts…</Item>
            <a href={PATHS.report} className={ITEM}>
              Report
            </a>
            <Item className="sm:hidden" onClick={leadingAway(() => props.onExport('csv'))}>
              Export CSV
            </Item>
            <Item className="sm:hidden" onClick={leadingAway(() => props.onExport('json'))}>
              Export JSON
            </Item>
            {wallLink || isSignedOut ? (
              <Item onClick={leadingAway(props.onSignIn)}>Sign in</Item>
            ) : (
              <Item onClick={leadingAway(props.onWallLinks)}>Wall links…</Item>
            )}
            <Item onClick={onSignOut}>Sign out</Item>
          </>
        );
      }}
    </PopUp>
  );
}

const ITEM = 'flex h-8 w-full touch:h-11 items-center gap-2 rounded-chip px-2 hover:bg-plate-2';

function Item({ className = '', ...rest }: ComponentProps<'button'>) {
  return <button type="button" className={`${ITEM} ${className}`} {...rest} />;
}

type WhoAmIProps = Pick<AccountMenuProps, 'session' | 'isSignedOut'>;

function WhoAmI({ session: { account, expiresAt, wallLink }, isSignedOut }: WhoAmIProps) {
  const clock = useClock();
  const until = formatDate(Date.parse(expiresAt), clock.nowMs());
  return (
    <div className="mb-1 grid w-max max-w-72 min-w-full gap-0.5 border-line border-b px-2 pt-1 pb-2 text-12 text-ink-3">
      <p className="text-13 font-medium break-words text-ink">
        {wallLink ? `Wall link: ${wallLink.name}, read only` : account.name}
      </p>
      {wallLink && <p className="break-words">Account: {account.name}</p>}
      <p>{ROLE_WORDS[account.role]}</p>
      <p>{isSignedOut ? 'Signed out' : `Signed in until ${until}`}</p>
    </div>
  );
}
