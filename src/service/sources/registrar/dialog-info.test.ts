import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amended, readDialogInfo } from './dialog-info.ts';

const NAMESPACE = 'urn:ietf:params:xml:ns:dialog-info';

/** A document with these dialogs, as XML. */
function documentOf(dialogs: string, root = 'version="0" state="full"'): string {
  return `<?xml version="1.0"?>\n<dialog-info xmlns="${NAMESPACE}" ${root} entity="sip:0003*210@x">${dialogs}</dialog-info>`;
}

const faultOf = (text: string) => {
  const read = readDialogInfo(text);
  return 'fault' in read ? read.fault : undefined;
};

describe('a dialog', () => {
  it.each([
    ['trying', 'recipient', 'ringing'],
    ['proceeding', 'recipient', 'ringing'],
    ['early', 'recipient', 'ringing'],
    ['early', undefined, 'ringing'],
    ['trying', 'initiator', 'busy'],
    ['proceeding', 'initiator', 'busy'],
    ['early', 'initiator', 'busy'],
    ['confirmed', 'recipient', 'busy'],
    ['confirmed', 'initiator', 'busy'],
    ['confirmed', undefined, 'busy'],
    ['terminated', 'recipient', 'ended'],
  ])('%s, direction %s, is %s', (state, direction, presence) => {
    const attribute = direction ? ` direction="${direction}"` : '';
    const text = documentOf(`<dialog id="as7d900as8"${attribute}><state>${state}</state></dialog>`);
    expect(readDialogInfo(text)).toEqual({
      isPartial: false,
      dialogs: [{ id: 'as7d900as8', presence }],
    });
  });

  it('is read among everything else that telephones say of it', () => {
    const text = documentOf(`
      <dialog id="a" call-id="a84b4c76e66710" local-tag="1928301774" direction="initiator">
        <state event="rejected" code="486"> terminated </state>
        <duration>274</duration>
        <local><identity display="Ann &amp; Bob">sip:0003*210@x</identity><target uri="sip:a@x"/></local>
        <remote><state>early</state></remote>
      </dialog>
      <dialog id="b"><state><![CDATA[con]]>firmed</state></dialog>`);
    expect(readDialogInfo(text)).toMatchObject({
      dialogs: [
        { id: 'a', presence: 'ended' },
        { id: 'b', presence: 'busy' },
      ],
    });
  });
});

describe('namespaces', () => {
  it('may be written with any prefix', () => {
    const text = `<d:dialog-info xmlns:d="${NAMESPACE}" state="partial"><d:dialog id="a"><d:state>early</d:state></d:dialog></d:dialog-info>`;
    expect(readDialogInfo(text)).toEqual({
      isPartial: true,
      dialogs: [{ id: 'a', presence: 'ringing' }],
    });
  });

  it('other than its own are passed over', () => {
    const text = documentOf(
      `<dialog id="a"><s:state xmlns:s="urn:x">early</s:state><state>confirmed</state></dialog><x:dialog xmlns:x="urn:x" id="b"/>`,
    );
    expect(readDialogInfo(text)).toMatchObject({ dialogs: [{ id: 'a', presence: 'busy' }] });
  });

  it.each([
    ['none', '<dialog-info/>'],
    ['another', '<dialog-info xmlns="urn:ietf:params:xml:ns:pidf"/>'],
    ['another element', `<dialog xmlns="${NAMESPACE}"/>`],
  ])('%s at the root make it another document', (_, text) => {
    expect(faultOf(text)).toBe('The root is no dialog-info');
  });
});

describe('a document that is refused', () => {
  it.each([
    ['no XML', 'early'],
    ['nothing', ''],
    ['cut off', documentOf('<dialog id="a"><state>early</state></dialog>').slice(0, -9)],
    ['two roots', `${documentOf('')}<more/>`],
    ['without an id', documentOf('<dialog><state>early</state></dialog>')],
    [
      'with an id without end',
      documentOf(`<dialog id="${'x'.repeat(257)}"><state>early</state></dialog>`),
    ],
    ['without a state', documentOf('<dialog id="a"/>')],
    [
      'with a state that nobody knows',
      documentOf('<dialog id="a"><state>on hold</state></dialog>'),
    ],
    [
      'with too many dialogs',
      documentOf('<dialog id="a"><state>early</state></dialog>'.repeat(65)),
    ],
  ])('is %s', (_, text) => {
    expect(faultOf(text)).toMatch(/\w/);
  });

  it('says so in one line that fits behind a status', () => {
    expect(faultOf(documentOf('<dialog id="a"><state>&bogus;</state></dialog>'))).toMatch(
      /^[\w .:'"]+$/,
    );
  });
});

describe('hostile XML', () => {
  const entities = (declared: string, used: string) =>
    `<!DOCTYPE dialog-info [${declared}]>${documentOf(`<dialog id="a"><state>${used}</state></dialog>`).replace(/^.*\n/, '')}`;

  it('with a billion laughs is refused before anybody laughs', () => {
    const laughs = Array.from(
      { length: 9 },
      (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`,
    );
    expect(faultOf(entities(`<!ENTITY lol0 "lol">${laughs.join('')}`, '&lol9;'))).toBe(
      'A DOCTYPE is not allowed',
    );
  });

  it.each([
    ['an external entity', '<!ENTITY file SYSTEM "file:///etc/hostname">', '&file;'],
    ['a parameter entity', '<!ENTITY % away SYSTEM "http://192.0.2.1/evil.dtd"> %away;', 'early'],
    ['an entity that says what is true', '<!ENTITY early "early">', '&early;'],
  ])('with %s is refused', (_, declared, used) => {
    expect(faultOf(entities(declared, used))).toBe('A DOCTYPE is not allowed');
  });

  it('that names an entity of nobody is refused', () => {
    expect(faultOf(documentOf('<dialog id="a"><state>&early;</state></dialog>'))).toMatch(/entity/);
  });

  it.each([5, 5000])(
    'that goes %i elements deeper than it needs to is read, or not, at once',
    (depth) => {
      const fault = faultOf(documentOf(`${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`));
      expect(fault).toBe(depth === 5 ? undefined : 'Nested too deeply');
    },
  );

  it('is not quoted at length', () => {
    expect(faultOf(documentOf(`</${'x'.repeat(10_000)}>`))?.length).toBeLessThanOrEqual(120);
  });

  it('never throws', () => {
    const parts = fc.constantFrom(
      ...['<', '>', '</', '/>', '&', ';', '"', "'", '=', ' ', '<![CDATA[', ']]>', '<!--', '-->'],
      ...['dialog-info', 'dialog', 'state', 'early', 'xmlns', 'xmlns:', `"${NAMESPACE}"`, 'id="a"'],
      ...[
        '<?xml version="1.0"?>',
        '<!DOCTYPE',
        '&#0;',
        '&#xD800;',
        '\u0000',
        '\uD800',
        '__proto__',
      ],
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (text) => {
        expect(readDialogInfo(text.join(''))).toBeDefined();
        expect(readDialogInfo(documentOf(text.join('')))).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a document changes', () => {
  const ringing = { id: 'a', presence: 'ringing' } as const;
  const busy = { id: 'b', presence: 'busy' } as const;

  it('is everything, when it is whole', () => {
    expect(amended([ringing], { isPartial: false, dialogs: [busy] })).toEqual([busy]);
    expect(amended([ringing], { isPartial: false, dialogs: [] })).toEqual([]);
  });

  it('is the dialogs that it names, when it is partial', () => {
    const answered = { id: 'a', presence: 'busy' } as const;
    const change = (...dialogs: Parameters<typeof amended>[1]['dialogs']) =>
      amended([ringing, busy], { isPartial: true, dialogs });
    expect(change(answered)).toEqual([answered, busy]);
    expect(change({ id: 'a', presence: 'ended' })).toEqual([busy]);
    expect(change({ id: 'c', presence: 'busy' })).toHaveLength(3);
    expect(change()).toEqual([ringing, busy]);
  });
});
