import { expect, it } from 'vitest';
import { startBench } from './test-bench.rig.ts';
import { TestPhone } from './test-phone.rig.ts';

/** Sends so many requests within one moment; gives how many were answered. */
function burst(bench: Awaited<ReturnType<typeof startBench>>, address: string, count: number) {
  const phone = new TestPhone(bench, { address });
  const text = phone.write({
    method: 'OPTIONS',
    via: 'SIP/2.0/UDP phone.example;rport;branch=z9hG4bK1',
  });
  for (let n = 0; n < count; n++) phone.peer.send(text, 5060);
  return phone.peer.received.length;
}

it('looks at so many messages from one address and no more, until time has passed', async () => {
  const bench = await startBench();
  expect(burst(bench, '192.0.2.66', 10_500)).toBe(10_000);
  expect(burst(bench, '192.0.2.66', 1)).toBe(0);
  bench.clock.advance(1000);
  expect(burst(bench, '192.0.2.66', 10_500)).toBe(2_000);
  bench.clock.advance(5000);
  expect(burst(bench, '192.0.2.66', 10_500)).toBe(10_000);
});

it('takes all addresses of one IPv6 network for one', async () => {
  const bench = await startBench();
  expect(burst(bench, '2001:db8:0:1::7', 10_500)).toBe(10_000);
  expect(burst(bench, '2001:db8:0:1::8', 1)).toBe(0);
  expect(burst(bench, '2001:db8:0:2::7', 1)).toBe(1);
});

it('serves everybody else meanwhile, and says once where it comes from', async () => {
  const bench = await startBench();
  burst(bench, '192.0.2.66', 10_500);
  expect(burst(bench, '192.0.2.10', 1)).toBe(1);
  const warnings = bench.logged.filter((line) => line.startsWith('More SIP from this address'));
  expect(warnings).toEqual([expect.stringContaining('192.0.2.66')]);
});

it('has room for an office of a thousand telephones behind one address, when each asks five times', async () => {
  expect(burst(await startBench({ digest: 'md5' }), '192.0.2.66', 5000)).toBe(5000);
});

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
  'has no limit for this machine: %s',
  async (address) => {
    expect(burst(await startBench(), address, 10_500)).toBe(10_500);
  },
);
