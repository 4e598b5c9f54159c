import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { type WebhookMessage, webhookMessageSchema } from '../../src/contract/alerts.ts';
import { eventually, installForTest, PASSWORD, plugIn } from './rollcall-for-test.ts';

const NUMBER = '0003*210';
const SECRET = 'a-secret-of-the-tests';
/** The shortest that the registrar grants. */
const EXPIRES_SECONDS = 10;

/** A receiver on loopback, and every message that came with a right signature. */
async function startReceiver() {
  const messages: WebhookMessage[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const signed = `${request.headers['x-rollcall-timestamp']}.${body}`;
    const signature = createHmac('sha256', SECRET).update(signed).digest('hex');
    if (request.headers['x-rollcall-signature'] === `sha256=${signature}`) {
      messages.push(webhookMessageSchema.parse(JSON.parse(body)));
    }
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, messages };
}

it('tells of a telephone that died, and that it is back after a kill -9, with no board open', async () => {
  const { url, messages } = await startReceiver();
  const rollcall = await installForTest({
    sip: { realm: 'pbx.example.net' },
    extensions: [{ number: NUMBER, password: PASSWORD, name: 'Ann' }],
    webhooks: [{ url, secret: SECRET }],
  });
  await rollcall.start();
  const phone = await plugIn(rollcall, NUMBER);
  await phone.register(EXPIRES_SECONDS);

  await eventually(async () => expect(messages).toHaveLength(1), 60);
  expect(messages).toMatchObject([
    { kind: 'loss', text: `Lost: ${NUMBER} Ann.`, count: 1, organizations: ['0003'] },
  ]);

  await rollcall.stop('SIGKILL');
  await rollcall.start();
  await phone.register(600);

  await eventually(async () => expect(messages).toHaveLength(2), 60);
  expect(messages[1]).toMatchObject({ kind: 'recovery', id: messages[0]?.id });
});
