import { Agent, get } from 'node:http';
import { expect } from '@playwright/test';
import { registeredExtensions } from './installation.ts';
import { keep, median } from './measurements.ts';
import { test } from './rollcall.ts';

const EXTENSIONS = 5000;
const CONNECTIONS = 20;
const MEASURED_MS = 5000;

test.use({ configuration: { fleet: EXTENSIONS } });

test('how often the service gives all of 5,000 extensions', async ({ browser, rollcall }) => {
  test.setTimeout(300_000);
  // The fleet signs on little by little, and is never all there.
  await expect
    .poll(() => registeredExtensions(rollcall), { timeout: 240_000, intervals: [2000] })
    .toBeGreaterThan(EXTENSIONS * 0.8);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const { origin, token } = rollcall.addresses;
  const url = `${origin}/uapi/extensions/@me/@self/presence?count=${EXTENSIONS}&startIndex=0`;
  const ask = () => answered(url, { agent, token });
  const bytes = await ask();

  const tookMs: number[] = [];
  const endsAtMs = performance.now() + MEASURED_MS;
  const keepAsking = async () => {
    for (let sentAtMs = performance.now(); sentAtMs < endsAtMs; sentAtMs = performance.now()) {
      await ask();
      tookMs.push(performance.now() - sentAtMs);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, keepAsking));
  agent.destroy();

  const list = '5,000 extensions, gzipped';
  keep(
    'service',
    [
      { what: `${list}: size of an answer`, value: bytes / 1000, unit: 'kB' },
      { what: `${list}: answers`, value: (tookMs.length / MEASURED_MS) * 1000, unit: '/s' },
      { what: `${list}: median of ${CONNECTIONS} at once`, value: median(tookMs), unit: 'ms' },
    ],
    browser.version(),
  );
});

/** Asks once; resolves with the bytes of the body. */
function answered(url: string, { agent, token }: { agent: Agent; token: string }): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' };
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`It was answered ${response.statusCode}.`));
      });
    }).on('error', reject);
  });
}
