import { randomBytes } from 'node:crypto';
import type { SilenceKind, Subject } from '../../contract/alerts.ts';
import type { Traits } from '../../presence/mass-loss.ts';
import { concernsLoss, isOfSubject } from '../../presence/silence.ts';
import type { Account } from '../accounts/account.ts';
import { reachOf } from '../accounts/reach.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database.ts';
import { liesWithin, type Scope } from '../directory/scope.ts';
import { whereTaken } from '../storage-fault.ts';
import type { DirectoryWatch, Look } from '../watch/directory-watch.ts';
import { isHeardBy } from './silence-reach.ts';
import { type KeptSilence, silenceTable } from './silence-table.ts';

/** A silence that is wished for. `untilMs` is null where no time ends it. */
export type SilenceWish = { kind: SilenceKind; subject: Subject; untilMs: number | null };

type LostExtension = { number: string; traits: Traits; lostAtMs: number };

/** Acknowledgements and mutes, of accounts for accounts. They outlive the process. */
export type Silences = {
  /** Those that hold for whoever has this reach and can see their subjects, the newest first. */
  heardBy(reader: Scope): readonly KeptSilence[];
  /** Tells of each lost extension whether its loss is silenced, at present, for whoever has this reach. */
  silencing(reader: Scope): (lost: LostExtension) => boolean;
  /**
   * Makes one, in the place of the account's own of this kind and subject; 'too-many' when the account has as many as it
   * may. It is on the disk when this returns.
   */
  make(account: Account, wish: SilenceWish): KeptSilence | 'too-many';
  /** Takes one back that was made within this reach; false when there is none. It is gone from the disk when this returns. */
  remove(id: string, reach: Scope): boolean;
};

const MOST_OF_ACCOUNT = 200;

/** The silences that the database holds. Acknowledgements end as the watch sees their subjects come back. */
export function openSilences(options: {
  database: Database;
  accountOf: (id: number) => Account | undefined;
  clock: Clock;
  watch: Pick<DirectoryWatch, 'latest' | 'listen'>;
}): Silences {
  const { database, accountOf, clock, watch } = options;
  const table = silenceTable(database);
  const kept = new Map(table.read().map((silence) => [silence.id, silence]));

  const forget = (id: string) => {
    kept.delete(id);
    // One that has ended and cannot be removed ends again after the next start.
    whereTaken(() => table.remove(id));
  };
  const present = () => {
    const nowMs = clock.now();
    for (const { id, untilMs } of kept.values()) {
      if (untilMs !== null && untilMs <= nowMs) forget(id);
    }
    return [...kept.values()];
  };
  const follow = (look: Look) => {
    const acknowledged = present().filter(({ kind }) => kind === 'acknowledgement');
    for (const silence of acknowledged) {
      const { id, subject, wasLost } = silence;
      const state = stateOf(subject, look);
      if (state === 'lost' && !wasLost) {
        kept.set(id, { ...silence, wasLost: true });
        whereTaken(() => table.noteLost(id));
      }
      if (state === 'back' && wasLost) forget(id);
    }
  };
  const heardBy = (reader: Scope) =>
    present()
      // While its account is not configured, a silence is nobody's, as its wall links are.
      .filter(({ accountId, subject }) => {
        const account = accountOf(accountId);
        return account && isHeardBy(reader, { maker: reachOf(account), subject });
      })
      .sort((a, b) => b.createdAtMs - a.createdAtMs);

  watch.listen(follow);
  const found = watch.latest();
  if (found) follow(found);
  return {
    heardBy,
    silencing(reader) {
      const heard = heardBy(reader);
      return ({ lostAtMs, ...lost }) =>
        heard.some(
          (silence) =>
            isOfSubject(namedOf(lost), silence.subject) && concernsLoss(silence, lostAtMs),
        );
    },
    make({ id: accountId }, wish) {
      const own = present().filter((silence) => silence.accountId === accountId);
      const before = own.find((silence) => isSameWish(silence, wish));
      if (!before && own.length >= MOST_OF_ACCOUNT) return 'too-many';
      const id = randomBytes(12).toString('base64url');
      const look = watch.latest();
      const wasLost = look !== undefined && stateOf(wish.subject, look) === 'lost';
      const silence = { ...{ id, accountId }, ...wish, createdAtMs: clock.now(), wasLost };
      table.put(silence);
      if (before) kept.delete(before.id);
      kept.set(id, silence);
      return silence;
    },
    remove(id, reach) {
      const silence = present().find((one) => one.id === id);
      const maker = silence && accountOf(silence.accountId);
      if (!maker || !liesWithin(reachOf(maker), reach)) return false;
      table.remove(id);
      return kept.delete(id);
    },
  };
}

function namedOf({ number, traits }: Pick<LostExtension, 'number' | 'traits'>) {
  const { organization, model: agentName } = traits;
  return { number, organization, agentName };
}

function isSameWish(silence: KeptSilence, { kind, subject }: SilenceWish): boolean {
  const { kind: subjectKind, value } = silence.subject;
  return silence.kind === kind && subjectKind === subject.kind && value === subject.value;
}

/**
 * How a subject stands. An extension is back when it can be called; an organization or an agent when none of its
 * extensions is lost. What is there no longer cannot come back, so nothing is left to acknowledge.
 */
function stateOf(subject: Subject, { events: { courses } }: Look): 'lost' | 'back' | 'unknown' {
  if (subject.kind === 'extension') {
    const course = courses.get(subject.value);
    if (!course || course.standing === 'reachable') return 'back';
    return course.standing === undefined ? 'unknown' : 'lost';
  }
  for (const [number, { standing, traits }] of courses) {
    if (standing === 'lost' && isOfSubject(namedOf({ number, traits }), subject)) return 'lost';
  }
  return 'back';
}
