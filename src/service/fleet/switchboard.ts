import type { Clock } from '../clock.ts';
import { type Call, mostCalls, nextCall, pauseUntilCallMs } from './calls.ts';
import type { PhoneCall } from './publish-request.ts';
import { hexDigits, type Random } from './random.ts';

/** A phone as far as calls are concerned. */
type Party = {
  readonly number: string;
  /** It could take a call. */
  readonly isFree: boolean;
  /** It is in this call from now on; `dropped` is called when it can no longer be. */
  talk(call: PhoneCall, dropped: () => void): void;
  hangUp(): void;
};

type Fleet = { phones: readonly Party[]; extensions: number; clock: Clock; random: Random };
/** `cancelNext` calls off what would happen next in the call. */
type Connection = Call<Party> & { id: string; cancelNext: () => void };

/** The first registrations are let through. */
const QUIET_MS = 10_000;

/** Lets phones call each other until it is closed. */
export function startSwitchboard(fleet: Fleet): { close(): void } {
  const switchboard = new Switchboard(fleet);
  switchboard.begin();
  return switchboard;
}

class Switchboard {
  readonly #fleet: Fleet;
  readonly #connections = new Set<Connection>();
  #calls = 0;
  #cancelCall = () => {};

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  begin(): void {
    this.#awaitCall(QUIET_MS);
  }

  /** Phones that are in a call stay in it: whoever closes the switchboard closes them next. */
  close(): void {
    this.#cancelCall();
    for (const { cancelNext } of this.#connections) cancelNext();
    this.#connections.clear();
  }

  #awaitCall(quietMs = 0): void {
    const { clock, random, extensions } = this.#fleet;
    const pauseMs = pauseUntilCallMs(random, { extensions, calls: this.#calls });
    this.#cancelCall = clock.after(quietMs + pauseMs, () => {
      this.#begin();
      this.#awaitCall();
    });
  }

  #begin(): void {
    const { random, extensions, clock } = this.#fleet;
    const call = this.#connections.size < mostCalls(extensions) && nextCall(random, this.#free());
    if (!call) return;
    this.#calls += 1;
    const connection: Connection = { ...call, id: hexDigits(random, 16), cancelNext: () => {} };
    this.#connections.add(connection);
    this.#connect(connection, 'early');
    connection.cancelNext = clock.after(call.ringsMs, () => this.#answer(connection));
  }

  #answer(connection: Connection): void {
    const { talksMs } = connection;
    if (talksMs === undefined) {
      this.#end(connection);
      return;
    }
    this.#connect(connection, 'confirmed');
    connection.cancelNext = this.#fleet.clock.after(talksMs, () => this.#end(connection));
  }

  #connect(connection: Connection, state: PhoneCall['state']): void {
    const { id, caller, callee } = connection;
    const dropped = () => this.#end(connection);
    caller.talk({ id, state, direction: 'initiator', remote: callee.number }, dropped);
    callee.talk({ id, state, direction: 'recipient', remote: caller.number }, dropped);
  }

  /** Ends the call on both ends, whoever of them ended it. */
  #end(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    connection.cancelNext();
    connection.caller.hangUp();
    connection.callee.hangUp();
  }

  /** Phones of extensions that are in no call: a colleague does not call a person who is talking on the other phone. */
  #free(): Party[] {
    const talking = new Set(
      [...this.#connections].flatMap(({ caller, callee }) => [caller.number, callee.number]),
    );
    return this.#fleet.phones.filter(({ isFree, number }) => isFree && !talking.has(number));
  }
}
