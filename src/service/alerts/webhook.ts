import { randomUUID } from 'node:crypto';
import { isInState } from '../../presence/summary.ts';
import type { Clock } from '../clock.ts';
import { covers, type Scope } from '../directory/scope.ts';
import type { DirectoryWatch, Look } from '../watch/directory-watch.ts';
import type { Delivery } from './delivery.ts';
import { createLossFold } from './loss-fold.ts';
import type { Silences } from './silences.ts';
import type { ToldLosses } from './told-losses.ts';
import { lossMessage, recoveryMessage } from './webhook-message.ts';

/** What every webhook tells from. */
export type Telling = {
  clock: Clock;
  watch: Pick<DirectoryWatch, 'latest'>;
  silences: Pick<Silences, 'silencing'>;
  told: ToldLosses;
  /** What people call extensions, as they are now. */
  namesOf: (numbers: readonly string[]) => Readonly<Record<string, string>>;
};

/** Tells one receiver of losses and recoveries. */
export type Webhook = {
  follow(look: Look): void;
  close(): void;
};

/**
 * What was lost before the service started, or while it was down, is found so and never told; what was told before is
 * remembered, and its recovery is told.
 * @param key by which its told losses are kept
 * @param reach the extensions that it is told of
 */
export function createWebhook(
  { key, reach, delivery }: { key: string; reach: Scope; delivery: Pick<Delivery, 'send'> },
  { clock, watch, silences, told, namesOf }: Telling,
): Webhook {
  const fold = createLossFold((number) => covers(reach, number), told.of(key));
  let cancel = () => {};

  const tellLoss = (lost: ReadonlyMap<string, number>, { events: { courses } }: Look) => {
    const isSilenced = silences.silencing(reach);
    const heard = [...lost].flatMap(([number, lostAtMs]) => {
      const course = courses.get(number);
      return course && !isSilenced({ number, traits: course.traits, lostAtMs })
        ? [{ number, lostAtMs, sinceMs: course.seen.now.main?.lostAtMs ?? lostAtMs }]
        : [];
    });
    // What was silenced when it was lost is not told later either.
    if (heard.length === 0) return;
    const names = namesOf(heard.map(({ number }) => number));
    const message = lossMessage({
      id: randomUUID(),
      lost: new Map(heard.map(({ number, lostAtMs }) => [number, lostAtMs])),
      members: membersOf(courses, reach),
      sinceMs: heard.reduce((first, { sinceMs }) => Math.min(first, sinceMs), clock.now()),
      nameOf: (number) => names[number],
    });
    delivery.send(message);
    const { id, extensions, count, organizations, shared } = message;
    const loss = {
      ...{ id, extensions, count, organizations, shared },
      ...{ toldAtMs: clock.now(), backSinceMs: null },
      away: new Map(heard.map(({ number }) => [number, null])),
    };
    told.put(key, loss);
    const forgotten = fold.tell(loss);
    if (forgotten) told.remove(key, forgotten);
  };
  const work = () => {
    const nowMs = clock.now();
    const { lost, settled } = fold.take(nowMs);
    for (const loss of settled) {
      if (loss.away.size > 0) {
        told.put(key, loss);
        continue;
      }
      told.remove(key, loss);
      // A mute is about losses. Whoever was told of one hears of its end, muted since or not.
      if (loss.backSinceMs !== null) delivery.send(recoveryMessage(loss, loss.backSinceMs));
    }
    const look = watch.latest();
    if (look && lost.size > 0) tellLoss(lost, look);
    wait();
  };
  const wait = () => {
    cancel();
    const dueAtMs = fold.dueAtMs();
    cancel = dueAtMs === undefined ? () => {} : clock.after(dueAtMs - clock.now(), work);
  };
  const follow = (look: Look) => {
    fold.follow(look);
    wait();
  };
  const found = watch.latest();
  if (found) follow({ ...found, news: [] });
  return { follow, close: () => cancel() };
}

/** All that could be lost, as far as it is in reach: "no registration necessary" cannot. */
function membersOf(courses: Look['events']['courses'], reach: Scope) {
  return [...courses].flatMap(([number, { seen, traits }]) =>
    covers(reach, number) && !isInState(seen, 'static') ? [{ number, traits }] : [],
  );
}
