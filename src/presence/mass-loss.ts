import { describeAgent, parseAgent } from './agent.ts';
import { compareNumbers } from './order.ts';
import { splitNumber } from './organization.ts';
import { COINCIDENCE_ONE_IN, MASS_LOSS_AT_LEAST, MASS_LOSS_WITHIN_MS } from './thresholds.ts';

/** What extensions can have in common; '' is not known. The model's name includes its vendor: "Yealink SIP-T46S". */
export type Traits = { vendor: string; model: string; version: string; organization: string };

/** An extension that needs a registration. */
export type Member = {
  number: string;
  traits: Traits;
  /** When it was lost, if it was, while watched. */
  lostAtMs: number | undefined;
};

/** Extensions that were lost together, and what they have in common, as far as the data show it. */
export type MassLoss = {
  /** All that were lost together. */
  numbers: ReadonlySet<string>;
  /** When the first was lost, and how long after it the last was. */
  sinceMs: number;
  withinMs: number;
  /** Empty when they have in common what everybody has, or nothing. */
  shared: Partial<Traits>;
  /** How many of the lost share it, and how many extensions do, lost or not. */
  count: number;
  total: number;
};

type Named = keyof Traits;

/** What is told of an agent, the most exact first. A version says nothing without its vendor. */
const AGENT_TRAITS: readonly (readonly Named[])[] = [
  ['model', 'version'],
  ['model'],
  ['vendor', 'version'],
  ['vendor'],
];

/** What an extension may have in common with others, by its number and the raw agent of its main device. */
export function traitsOf(number: string, agent: string): Traits {
  const { name: model, version } = describeAgent(agent);
  const { organization } = splitNumber(number);
  return { vendor: parseAgent(agent).vendor, model, version, organization };
}

/**
 * The greatest number of extensions that were lost within two minutes, if there are three at least, and what they have
 * in common. `members` are all that could be lost; who is back, or is flapping, is not handed in as lost.
 */
export function massLossOf(members: readonly Member[]): MassLoss | undefined {
  const lost = lostTogether(members);
  const first = lost[0]?.lostAtMs;
  const last = lost[lost.length - 1]?.lostAtMs;
  if (first === undefined || last === undefined || lost.length < MASS_LOSS_AT_LEAST) {
    return undefined;
  }
  return {
    numbers: new Set(lost.map(({ number }) => number)),
    sinceMs: first,
    withinMs: last - first,
    ...inCommon(lost, members),
  };
}

/** The most losses within the time of a mass loss, the latest of them when there are several as many. */
function lostTogether(members: readonly Member[]): readonly Member[] {
  const losses = members.filter(({ lostAtMs }) => lostAtMs !== undefined).sort(byLoss);
  const timeOf = (at: number) => losses[at]?.lostAtMs ?? 0;
  let most = { from: 0, to: 0 };
  let from = 0;
  for (let to = 1; to <= losses.length; to += 1) {
    while (timeOf(to - 1) - timeOf(from) > MASS_LOSS_WITHIN_MS) from += 1;
    if (to - from >= most.to - most.from) most = { from, to };
  }
  return losses.slice(most.from, most.to);
}

function byLoss(a: Member, b: Member): number {
  return (a.lostAtMs ?? 0) - (b.lostAtMs ?? 0) || compareNumbers(a.number, b.number);
}

/** How many of the lost, and of all, share something. */
type Share = Pick<MassLoss, 'shared' | 'count' | 'total'>;

/**
 * What it would be the greatest coincidence to have in common. Agent and organization are named together only where
 * each would be one by itself: what nearly everybody has is no news.
 */
function inCommon(lost: readonly Member[], all: readonly Member[]): Share {
  const everybody = { lost: lost.length, all: all.length };
  const sharing = (names: readonly Named[]) => {
    const share = shareOf(names, lost, all);
    const surprise = share ? surpriseOf(share, everybody) : 0;
    return share && surprise > Math.log(COINCIDENCE_ONE_IN) ? [{ names, share, surprise }] : [];
  };
  const agents = AGENT_TRAITS.flatMap(sharing);
  const organization = sharing(['organization']);
  const both = organization.flatMap(() =>
    agents.flatMap(({ names }) => sharing([...names, 'organization'])),
  );
  // The sort is stable: of two that say the same of as many, the more exact one stays first.
  const [best] = [...both, ...agents, ...organization].sort((a, b) => b.surprise - a.surprise);
  return best?.share ?? { shared: {}, count: lost.length, total: all.length };
}

/** What most of the lost have in common of these traits; undefined when it is not most of them, or not known. */
function shareOf(
  names: readonly Named[],
  lost: readonly Member[],
  all: readonly Member[],
): Share | undefined {
  const keyOf = ({ traits }: Member) => names.map((name) => traits[name]).join('\n');
  const counts = new Map<string, number>();
  for (const member of lost) counts.set(keyOf(member), (counts.get(keyOf(member)) ?? 0) + 1);
  const one = lost.find((member) => (counts.get(keyOf(member)) ?? 0) * 2 > lost.length)?.traits;
  if (!one || names.some((name) => one[name] === '')) return undefined;
  const shares = ({ traits }: Member) => names.every((name) => traits[name] === one[name]);
  const count = lost.filter(shares).length;
  if (count < MASS_LOSS_AT_LEAST) return undefined;
  const shared: Partial<Traits> = {};
  for (const name of names) shared[name] = one[name];
  return { shared, count, total: all.filter(shares).length };
}

/**
 * How surprising it is that so many of the lost share what `total` of all have. Had luck chosen who is lost, the chance
 * of it were e^-surprise at most (Chernoff's bound, which Hoeffding showed in 1963 to hold for draws without
 * replacement): when all of the lost share it, the share that it has among all, to the power of how many were lost.
 */
function surpriseOf({ count, total }: Share, everybody: { lost: number; all: number }): number {
  const among = count / everybody.lost;
  const usual = total / everybody.all;
  if (among <= usual) return 0;
  const others = among < 1 ? (1 - among) * Math.log((1 - among) / (1 - usual)) : 0;
  return everybody.lost * (among * Math.log(among / usual) + others);
}
