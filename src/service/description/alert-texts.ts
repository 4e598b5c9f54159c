// What the fields of alerts mean, for the reader of the description (field-texts.ts has the others).

export const SILENCE_TEXTS = {
  id: 'By which it is ended.',
  kind: '`acknowledgement`: somebody knows of this loss; it ends when its subject is back. `mute`: nobody wants to hear of it.',
  subject:
    'What is silenced: an extension by its extended number, an organization by its prefix, or an agent by the name of its model.',
  until:
    'When it ends at the latest, UTC, at most 31 days ahead. With null no time ends it: an acknowledgement ends when its subject is back, a mute when somebody takes it back.',
  account: 'Who made it.',
  createdAt: 'UTC.',
};

export const ALERTS_TEXTS = {
  silences: 'Those that hold for the caller, the newest first.',
  webhooks: 'How many webhooks the caller may try.',
};

export const WEBHOOK_TEST_TEXTS = {
  deliveries:
    'One for each webhook, named by its host alone. `status` is the HTTP status that it answered, null when there was no answer; `error` says for a person why it failed, null when it did not.',
};

export const WEBHOOK_MESSAGE_TEXTS = {
  id: 'Of the loss. The message of its recovery has the same; a message that is sent again has, too.',
  kind: '`loss`, `recovery` once everything of a loss is back, or `test`.',
  text: 'All of it in a sentence, in the field that Slack and its like show.',
  since: 'When the first was lost, or came back. UTC.',
  extensions:
    'The first hundred of them in the order of their numbers; a name is empty where there is none.',
  count: 'How many there are.',
  organizations: 'The prefixes of their organizations.',
  shared:
    'What they have in common, as far as the data show it: “all Yealink SIP-T46S 66.86.0.15, organization 0003”. Empty where they do not.',
};
