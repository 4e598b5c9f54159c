import { describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS, startJournal } from './journal-bench.rig.ts';

const DESK = { extension: '0003*210', device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const SOFTPHONE = { extension: '0003*210', device: 'soft', agent: 'Zoiper rv2.10.20.4' };

describe('the recorder of a source that is asked', () => {
  it('records what an answer tells with the time of the answer, and an expiry with its own', async () => {
    const { clock, directory, told } = startJournal();
    const startMs = clock.now();
    directory.answered(startMs, () => directory.registered(DESK, startMs + MINUTE_MS));
    clock.advance(10 * MINUTE_MS);
    expect(await told()).toEqual(['14:30:00 0003*210 registered: not-registered → registered']);
    directory.answered(clock.now(), () => {
      directory.registered(SOFTPHONE, clock.now() + MINUTE_MS);
      directory.expired(DESK, startMs + MINUTE_MS);
    });
    clock.advance(2 * SECOND_MS);
    expect((await told()).slice(1)).toEqual([
      '14:31:00 0003*210 expired: registered → registered',
      '14:40:00 0003*210 registered: registered → registered',
    ]);
  });

  it('bears a registration without an end, and one of which nothing is known any more', async () => {
    const { clock, directory, told } = startJournal();
    const nowMs = clock.now();
    directory.answered(nowMs, () => {
      directory.registered(DESK, Number.POSITIVE_INFINITY);
      directory.registered(SOFTPHONE, nowMs + MINUTE_MS);
    });
    clock.advance(2 * SECOND_MS);
    directory.answered(nowMs + SECOND_MS, () => {
      directory.unknown(DESK, nowMs + SECOND_MS);
      directory.unknown(SOFTPHONE, nowMs + SECOND_MS);
    });
    clock.advance(2 * SECOND_MS);
    expect(await told()).toEqual([
      '14:30:00 0003*210 registered: not-registered → registered',
      '14:30:00 0003*210 registered: registered → registered',
      '14:30:01 0003*210 forgotten: registered → unknown',
    ]);
  });

  it('remembers over a restart what was not known', async () => {
    const before = startJournal();
    before.directory.answered(before.clock.now(), () =>
      before.directory.unknown(DESK, before.clock.now()),
    );
    before.recorder.close();
    const { clock, database } = before;
    clock.advance(MINUTE_MS);
    const after = startJournal({
      ...{ clock, database },
      remembered: (directory) =>
        directory.answered(clock.now(), () => directory.unknown(DESK, clock.now())),
    });
    after.recorder.close();
    expect(await after.told()).toEqual(['14:30:00 0003*210 forgotten: not-registered → unknown']);
  });
});
