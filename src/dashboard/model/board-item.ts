import type { Silence } from '../../contract/alerts.ts';
import { type AgentDescription, describeAgent } from '../../presence/agent.ts';
import { conditionAt, type ExtensionCondition } from '../../presence/condition.ts';
import { splitNumber } from '../../presence/organization.ts';
import { type SilenceBook, silenceAt } from '../../presence/silence.ts';
import { isInState } from '../../presence/summary.ts';
import type { WatchedExtension } from '../../presence/watch.ts';

/** One extension as the board shows it. It keeps its object for as long as nothing about it changes. */
export type BoardItem = {
  number: string;
  organization: string;
  local: string;
  /** What people call it, '' when nobody said. */
  name: string;
  /** The agent of the device that the condition is read from; both parts '' when there is none. */
  agent: AgentDescription;
  /** The name of every agent, each once. */
  agentNames: readonly string[];
  watched: WatchedExtension;
  now: ExtensionCondition;
  /** Somebody knows of its loss, or does not want to hear of it. */
  silence: Silence | undefined;
  /** The time that `now` was judged at. */
  judgedAtMs: number;
  /** What `find` looks in, in small letters: number, name and every agent, a line each. */
  text: string;
};

type ItemInput = {
  watched: WatchedExtension;
  name: string;
  silences: SilenceBook;
  judgedAtMs: number;
  /** The item made before for the same number, if any: it is returned when it still holds. */
  before: BoardItem | undefined;
};

export function boardItem(input: ItemInput): BoardItem {
  const { watched, name, silences, judgedAtMs, before } = input;
  const isSame = before?.watched === watched && before.name === name;
  const item = isSame && holdsAt(before, judgedAtMs) ? before : newItem(input);
  const silence = silenceAt(silences, silenceable(item), judgedAtMs);
  return item.silence === silence ? item : { ...item, silence };
}

function newItem({ watched, name, judgedAtMs }: ItemInput): BoardItem {
  const { number } = watched.extension;
  const now = conditionAt(watched, judgedAtMs);
  const main = now.main ?? watched.registrations[0];
  const agents = watched.registrations.map(({ registration }) => describeAgent(registration.agent));
  const agentTexts = agents.map((agent) => `${agent.name} ${agent.version}`);
  return {
    number,
    ...splitNumber(number),
    name,
    agent: describeAgent(main?.registration.agent ?? ''),
    agentNames: [...new Set(agents.map((agent) => agent.name))].filter((text) => text !== ''),
    watched,
    now,
    silence: undefined,
    judgedAtMs,
    text: [number, name, ...agentTexts].join('\n').toLowerCase(),
  };
}

function silenceable(item: BoardItem) {
  const { number, organization, agent, now } = item;
  const isLost = isInState(item, 'expired');
  return {
    ...{ number, organization, agentName: agent.name },
    ...{ isLost, lostAtMs: now.main?.lostAtMs },
  };
}

function holdsAt({ now, judgedAtMs }: BoardItem, atMs: number): boolean {
  return atMs >= judgedAtMs && (now.changesAtMs === undefined || atMs < now.changesAtMs);
}
