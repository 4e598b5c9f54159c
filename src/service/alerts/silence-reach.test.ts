import { describe, expect, it } from 'vitest';
import type { Subject } from '../../contract/alerts.ts';
import type { Scope } from '../directory/scope.ts';
import { isHeardBy } from './silence-reach.ts';

const OPERATOR: Scope = { kind: 'all' };
const ACME: Scope = { kind: 'organization', organization: '0003' };
const OTHER: Scope = { kind: 'organization', organization: '0004' };
const ANN: Scope = { kind: 'extensions', numbers: ['0003*210'] };
const ANN_AND_BOB: Scope = { kind: 'extensions', numbers: ['0003*210', '0003*211'] };
const ABROAD: Scope = { kind: 'extensions', numbers: ['0003*210', '0004*1'] };

const EXTENSION: Subject = { kind: 'extension', value: '0003*210' };
const ORGANIZATION: Subject = { kind: 'organization', value: '0003' };
const AGENT: Subject = { kind: 'agent', value: 'Yealink SIP-T46S' };

describe('a silence is heard by', () => {
  it.each([
    ['an operator’s by the operator', OPERATOR, OPERATOR, true],
    ['an operator’s by an organization', OPERATOR, ACME, true],
    ['an operator’s by a user', OPERATOR, ANN, true],
    ['an organization’s by itself', ACME, ACME, true],
    ['an organization’s by its user', ACME, ANN, true],
    ['an organization’s not by the operator', ACME, OPERATOR, false],
    ['an organization’s not by another', ACME, OTHER, false],
    ['an organization’s not by a user who sees more', ACME, ABROAD, false],
    ['a user’s by itself', ANN, ANN, true],
    ['a user’s by one who sees a part of it', ANN_AND_BOB, ANN, true],
    ['a user’s not by one who sees more', ANN, ANN_AND_BOB, false],
    ['a user’s not by its organization', ANN, ACME, false],
  ])('%s', (_what, maker, reader, isHeard) => {
    expect(isHeardBy(reader, { maker, subject: EXTENSION })).toBe(isHeard);
  });

  it.each([
    ['an extension by who sees it', EXTENSION, ACME, true],
    ['an extension not by who does not', EXTENSION, OTHER, false],
    ['an organization by its user', ORGANIZATION, ANN, true],
    ['an organization not by another', ORGANIZATION, OTHER, false],
    ['an agent by everybody', AGENT, OTHER, true],
  ])('of %s', (_what, subject, reader, isHeard) => {
    expect(isHeardBy(reader, { maker: OPERATOR, subject })).toBe(isHeard);
  });
});
