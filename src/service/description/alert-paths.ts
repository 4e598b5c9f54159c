import { PATHS } from '../../contract/paths.ts';
import { emptyAnswer, jsonAnswer, jsonContent, refusals } from './answers.ts';
import { ANY_CREDENTIAL, NO_CREDENTIAL } from './credentials.ts';
import { type Json, type Paths, pathTemplate } from './openapi.ts';

const ALERTS = 'Alerts';
const NOT_FOR_WALLS = 'A wall link is refused.';

const MUTE = {
  kind: 'mute',
  subject: { kind: 'organization', value: '0003' },
  until: '2026-11-23T18:00:00Z',
};
const LOSS = {
  id: '0b6f1f0e-6c0c-4b8e-9a53-0a5c2f4f6a11',
  kind: 'loss',
  text: 'Lost: 0003*210 Ann, reception.',
  since: '2026-11-23T14:30:00Z',
  extensions: [{ extension: '0003*210', name: 'Ann, reception' }],
  count: 1,
  organizations: ['0003'],
  shared: '',
};

/** Acknowledgements and mutes, and a try of the webhooks. */
export const ALERT_PATHS: Paths = {
  [PATHS.alerts]: {
    get: {
      operationId: 'listAlerts',
      tags: [ALERTS],
      summary: 'List acknowledgements and mutes',
      description:
        'Those that hold for the caller. One that an account makes holds for every account, and wall, that sees no more than it does: an administrator’s for everybody, an organization’s for itself and its users.',
      security: ANY_CREDENTIAL,
      responses: {
        200: jsonAnswer('Alerts', { description: 'What holds.' }),
        ...refusals('access_denied', 'too_many_requests'),
      },
    },
    post: {
      operationId: 'silence',
      tags: [ALERTS],
      summary: 'Acknowledge or mute',
      description: `Silences what the caller can see. Another of the same kind and subject by the same account takes its place. ${NOT_FOR_WALLS}`,
      security: ANY_CREDENTIAL,
      requestBody: { required: true, content: jsonContent('NewSilence', { example: MUTE }) },
      responses: {
        201: jsonAnswer('Silence', { description: 'It holds.' }),
        ...refusals('request_invalid', 'access_denied', 'too_many_requests'),
      },
    },
  },
  [pathTemplate(PATHS.alert)]: {
    delete: {
      operationId: 'endSilence',
      tags: [ALERTS],
      summary: 'End an acknowledgement or a mute',
      description: `Ends one that was made by an account that sees no more than the caller. ${NOT_FOR_WALLS}`,
      security: ANY_CREDENTIAL,
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'Its `id`.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        204: emptyAnswer('It has ended.'),
        ...refusals('access_denied', 'not_found', 'too_many_requests'),
      },
    },
  },
  [PATHS.alertTest]: {
    post: {
      operationId: 'testWebhooks',
      tags: [ALERTS],
      summary: 'Try the webhooks',
      description: `Sends a message of the kind \`test\` once to each webhook that is told nothing beyond the caller’s reach, and tells what became of it. Once in ten seconds for each account. ${NOT_FOR_WALLS}`,
      security: ANY_CREDENTIAL,
      responses: {
        200: jsonAnswer('WebhookTest', { description: 'What became of each.' }),
        ...refusals('access_denied', 'too_many_requests'),
      },
    },
  },
};

function header(name: string, description: string, pattern: string): Json {
  return { name, in: 'header', required: true, description, schema: { type: 'string', pattern } };
}

/** What the service itself sends, and to whom it is configured to. */
export const WEBHOOKS: Paths = {
  alert: {
    post: {
      operationId: 'alert',
      tags: [ALERTS],
      summary: 'A loss, a recovery or a test',
      description:
        'Posted to each address under `webhooks` of the configuration, one message for all that was lost together. It is tried again, in order, for an hour.',
      security: NO_CREDENTIAL,
      parameters: [
        header('X-Rollcall-Timestamp', 'When it was signed: seconds since 1970.', '^\\d+$'),
        header(
          'X-Rollcall-Signature',
          '`sha256=` and, in hexadecimal, HMAC-SHA-256 with the webhook’s secret over the timestamp, a `.` and the body as it came.',
          '^sha256=[0-9a-f]{64}$',
        ),
      ],
      requestBody: { required: true, content: jsonContent('WebhookMessage', { example: LOSS }) },
      responses: {
        '2XX': { description: 'It is taken.' },
        408: { description: 'It is sent again.' },
        429: { description: 'It is sent again, not before `Retry-After`, within five minutes.' },
        '3XX': { description: 'It is given up: a redirect is not followed.' },
        '4XX': { description: 'It is given up, as an address that is wrong stays wrong.' },
        '5XX': { description: 'It is sent again; with 503 as with 429.' },
      },
    },
  },
};
