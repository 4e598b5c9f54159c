import { ORDERS, type Order } from '../../presence/order.ts';
import type { State } from '../../presence/summary.ts';
import { type BoardAddress, GROUPINGS, VIEWS, type View } from '../address/board-address.ts';
import { STATE_LOOKS } from '../condition/looks.ts';
import type { BoardModel } from '../model/board-model.ts';
import { Button } from '../ui/button.tsx';
import { CardsIcon, LampsIcon, SearchIcon, TableIcon, TilesIcon } from '../ui/icons.tsx';
import { MenuSelect } from '../ui/menu-select.tsx';
import { ExportMenu } from './export-menu.tsx';
import { toggled } from './summary.tsx';

type ShownHereProps = {
  /** Undefined until the first answer. */
  model: BoardModel | undefined;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** Saves what is shown as a file. */
  onExport: (format: 'csv' | 'json') => void;
};

const CHIPS: readonly State[] = [
  'expired',
  'late',
  'not-registered',
  'ringing',
  'busy',
  'registered',
];
/** These have a chip only where there are any. */
const RARE_CHIPS: readonly State[] = ['partly-lost', 'unknown'];

const ORDER_WORDS: Record<Order, string> = {
  problems: 'problems first',
  extension: 'extension',
  'extension-desc': 'extension, last first',
  expiry: 'time left',
  agent: 'agent',
};
const ORDER_OPTIONS = ORDERS.map((value) => ({ value, text: ORDER_WORDS[value] }));
const GROUP_OPTIONS = GROUPINGS.map((value) => ({ value, text: value }));
const VIEW_LOOKS: Record<View, { text: string; Icon: typeof CardsIcon }> = {
  cards: { text: 'Cards', Icon: CardsIcon },
  tiles: { text: 'Tiles', Icon: TilesIcon },
  lamps: { text: 'Lamps', Icon: LampsIcon },
  table: { text: 'Table', Icon: TableIcon },
};

/** What of the answer is shown on this screen, and how: nothing in this row changes what the service is asked. */
export function ShownHere(props: ShownHereProps) {
  const { address, change } = props;
  return (
    <section
      aria-label="Shown here"
      className="flex min-h-11 flex-none flex-wrap items-center gap-1 px-page py-1 max-sm:min-h-15 max-sm:gap-2"
    >
      <span className="w-[66px] flex-none text-12 font-medium whitespace-nowrap text-ink-3 max-md:hidden xl:w-[88px]">
        Shown here
      </span>
      <StateChips {...props} />
      <span aria-hidden="true" className="mx-1 h-4 w-px bg-line-2 max-lg:hidden xl:mx-2" />
      <span className="contents max-sm:hidden">
        <AgentSelect {...props} />
        <MenuSelect
          label="Group"
          caption="Group"
          value={address.group}
          options={GROUP_OPTIONS}
          onChoose={(group) => change({ group })}
        />
      </span>
      <span className="max-sm:order-last">
        <MenuSelect
          label="Order"
          caption="Order"
          value={address.order}
          options={ORDER_OPTIONS}
          onChoose={(order) => change({ order })}
        />
      </span>
      <Find find={address.find} onFind={(find) => change({ find })} />
      <span className="ml-auto flex items-center gap-2 max-sm:contents">
        <HowMany {...props} />
        <span className="contents max-sm:hidden print:hidden">
          {props.model && <ExportMenu onExport={props.onExport} />}
        </span>
        <ViewSwitch view={address.view} onView={(view) => change({ view })} />
      </span>
    </section>
  );
}

function StateChips({ model, address, change }: ShownHereProps) {
  const { states } = address;
  const rare = RARE_CHIPS.filter((state) => (model?.summary.counts[state] ?? 0) > 0);
  const chips = [...CHIPS, ...rare];
  // What the address narrows the list to can always be taken back here.
  const others = states.filter((state) => !chips.includes(state));
  return (
    <div
      className={`flex flex-wrap gap-1 max-sm:hidden ${states.length === 0 ? 'print:hidden' : ''}`}
    >
      {[...chips, ...others].map((state) => {
        const { word, glyph: Glyph, tone } = STATE_LOOKS[state];
        const isOn = states.includes(state);
        return (
          <button
            key={state}
            type="button"
            aria-pressed={isOn}
            onClick={() => change({ states: toggled(states, state) })}
            className={`inline-flex h-[26px] touch:h-11 items-center gap-1.5 rounded-control border px-1.5 text-12 font-medium whitespace-nowrap transition-colors hover:bg-plate-2 xl:px-2 ${tone} ${isOn ? 'border-accent bg-plate-2 text-ink' : 'border-line-2 text-ink-2'}`}
          >
            <Glyph className="size-3 text-mark" />
            {word}
          </button>
        );
      })}
    </div>
  );
}

function AgentSelect({ model, address, change }: ShownHereProps) {
  const agents = model?.agents ?? [];
  const isListed = address.agent === '' || agents.some(({ name }) => name === address.agent);
  const options = [
    { value: '', text: 'all' },
    ...(isListed ? [] : [{ value: address.agent, text: `${address.agent} (0)` }]),
    ...agents.map(({ name, count }) => ({ value: name, text: `${name} (${count})` })),
  ];
  return (
    <MenuSelect
      label="Agent"
      caption="Agent"
      value={address.agent}
      options={options}
      onChoose={(agent) => change({ agent })}
    />
  );
}

function Find({ find, onFind }: { find: string; onFind: (find: string) => void }) {
  return (
    <label
      className={`flex h-[26px] touch:h-11 min-w-[104px] max-w-60 flex-1 items-center gap-2 rounded-control border border-line-3 px-2 text-ink-3 focus-within:border-accent max-sm:max-w-none max-sm:px-3 ${find === '' ? 'print:hidden' : ''}`}
    >
      <SearchIcon className="size-3.5 max-sm:size-4" />
      <span className="sr-only">Find</span>
      <input
        type="search"
        value={find}
        placeholder="Extension, name or agent"
        onChange={(event) => onFind(event.target.value)}
        className="w-full min-w-0 text-ellipsis text-12 text-ink outline-0 placeholder:text-ink-3 max-sm:text-15"
      />
    </label>
  );
}

/** No refinement at all. */
export const ALL_SHOWN = { states: [], agent: '', find: '' } as const;

function HowMany({ model, change }: ShownHereProps) {
  if (!model) return null;
  const isNarrowed = model.shown < model.total;
  return (
    <span
      className={`items-center gap-1 text-12 whitespace-nowrap text-ink-3 ${isNarrowed ? 'flex max-sm:order-last max-sm:w-full' : 'hidden xl:flex'}`}
    >
      {model.shown} of {model.total} shown
      {isNarrowed && (
        <Button className="h-[26px] px-2 text-12 print:hidden" onClick={() => change(ALL_SHOWN)}>
          Show all
        </Button>
      )}
    </span>
  );
}

function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }) {
  return (
    <div
      role="group"
      aria-label="View"
      className="inline-flex h-[26px] touch:h-11 flex-none overflow-hidden rounded-control border border-line-2 max-sm:hidden print:hidden"
    >
      {VIEWS.map((offered) => {
        const { text, Icon } = VIEW_LOOKS[offered];
        const isOn = offered === view;
        return (
          <button
            key={offered}
            type="button"
            aria-pressed={isOn}
            title={text}
            onClick={() => onView(offered)}
            className={`inline-flex items-center gap-1.5 border-line border-l px-2 text-12 font-medium first:border-l-0 focus-visible:-outline-offset-2 hover:bg-plate-2 ${isOn ? 'bg-plate-2 text-ink' : 'text-ink-3'}`}
          >
            <Icon className="size-3.5" />
            <span className={isOn ? '' : 'max-xl:sr-only'}>{text}</span>
          </button>
        );
      })}
    </div>
  );
}
