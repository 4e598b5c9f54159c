import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { DialogPresence, PublishedDialog } from './publication.ts';

/** One dialog of a document. */
export type Dialog = { readonly id: string; readonly presence: DialogPresence | 'ended' };

/** A dialog-info document (RFC 4235), read. */
export type DialogInfo = {
  /** It tells only what has changed since the one before (RFC 4235 4.3). */
  readonly isPartial: boolean;
  readonly dialogs: readonly Dialog[];
};

/** What is wrong with a document, in a few words. */
type Fault = { readonly fault: string };

const NAMESPACE = 'urn:ietf:params:xml:ns:dialog-info';
/** More than any telephone has lines. */
export const MOST_DIALOGS = 64;
const LONGEST_ID = 256;
/** What a document may cost to read; a dialog-info needs about six. */
const DEEPEST = 32;
const LONGEST_FAULT = 120;

/**
 * Reads a dialog-info document, or says what is wrong with it. Elements of other namespaces are passed over. Its
 * parser expands no entity but the five of XML and fetches nothing, and a document with a DOCTYPE is refused.
 */
export function readDialogInfo(text: string): DialogInfo | Fault {
  const reader = new DialogInfoReader();
  try {
    return reader.read(text);
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { fault: line.slice(0, LONGEST_FAULT) };
  }
}

/** What a document makes of the dialogs that were told before it. Those that have ended are left out. */
export function amended(
  before: readonly PublishedDialog[],
  { isPartial, dialogs }: DialogInfo,
): PublishedDialog[] {
  const byId = new Map((isPartial ? before : []).map(({ id, presence }) => [id, presence]));
  for (const { id, presence } of dialogs) {
    if (presence === 'ended') byId.delete(id);
    else byId.set(id, presence);
  }
  return [...byId].map(([id, presence]) => ({ id, presence }));
}

/** Reads one document. Whatever is wrong is thrown, so that reading stops there. */
class DialogInfoReader {
  readonly #dialogs: Dialog[] = [];
  #isPartial = false;
  /** The elements that are open, outermost first; '' for one of another namespace. */
  readonly #open: string[] = [];
  #dialog: { id: string; direction: string; state: string } | undefined;

  read(text: string): DialogInfo {
    // Without an error handler the parser throws what is not well-formed.
    const parser = new SaxesParser({ xmlns: true });
    parser.on('doctype', () => {
      throw new Error('A DOCTYPE is not allowed');
    });
    parser.on('opentag', (tag) => this.#begin(tag));
    parser.on('text', (part) => this.#say(part));
    parser.on('cdata', (part) => this.#say(part));
    parser.on('closetag', () => this.#end());
    parser.write(text).close();
    return { isPartial: this.#isPartial, dialogs: this.#dialogs };
  }

  /** Where it is in the document, as `dialog-info/dialog/state`. */
  get #path(): string {
    return this.#open.join('/');
  }

  #begin({ uri, local, attributes }: SaxesTagNS): void {
    this.#open.push(uri === NAMESPACE ? local : '');
    if (this.#open.length > DEEPEST) throw new Error('Nested too deeply');
    const attribute = (name: string) => attributes[name]?.value ?? '';
    if (this.#open.length === 1) {
      if (this.#path !== 'dialog-info') throw new Error('The root is no dialog-info');
      this.#isPartial = attribute('state') === 'partial';
    } else if (this.#path === 'dialog-info/dialog') {
      this.#dialog = { id: attribute('id'), direction: attribute('direction'), state: '' };
    }
  }

  #say(text: string): void {
    if (this.#dialog && this.#path === 'dialog-info/dialog/state') this.#dialog.state += text;
  }

  #end(): void {
    if (this.#dialog && this.#path === 'dialog-info/dialog') this.#add(this.#dialog);
    this.#open.pop();
  }

  #add({ id, direction, state }: { id: string; direction: string; state: string }): void {
    const presence = presenceOf(state.trim(), direction);
    if (id === '' || id.length > LONGEST_ID) throw new Error('A dialog without a usable id');
    if (!presence) throw new Error('A dialog without a state that is known');
    if (this.#dialogs.length === MOST_DIALOGS) throw new Error('Too many dialogs');
    this.#dialogs.push({ id, presence });
    this.#dialog = undefined;
  }
}

/**
 * RFC 4235 3.7.1, as a wall understands it: whoever is called rings until the call is answered; whoever calls is busy
 * from the first digit on. Without a direction it is a telephone that tells only when it is called.
 */
function presenceOf(state: string, direction: string): Dialog['presence'] | undefined {
  switch (state) {
    case 'trying':
    case 'proceeding':
    case 'early':
      return direction === 'initiator' ? 'busy' : 'ringing';
    case 'confirmed':
      return 'busy';
    case 'terminated':
      return 'ended';
    default:
      return undefined;
  }
}
