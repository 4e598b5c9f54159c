import { type AgentDescription, describeAgent } from '../../presence/agent.ts';
import { conditionAt, type ExtensionCondition } from '../../presence/condition.ts';
import { splitNumber } from '../../presence/organization.ts';
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
  /** The time that `now` was judged at. */
  judgedAtMs: number;
  /** What `find` looks in, in small letters: number, name and every agent, a line each. */
  text: string;
};

type ItemInput = {
  watched: WatchedExtension;
  name: string;
  judgedAtMs: number;
  /** The item made before for the same number, if any: it is returned when it still holds. */
  before: BoardItem | undefined;
};

export function boardItem({ watched, name, judgedAtMs, before }: ItemInput): BoardItem {
  if (before?.watched === watched && before.name === name && holdsAt(before, judgedAtMs)) {
    return before;
  }
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
    judgedAtMs,
    text: [number, name, ...agentTexts].join('\n').toLowerCase(),
  };
}

function holdsAt({ now, judgedAtMs }: BoardItem, atMs: number): boolean {
  return atMs >= judgedAtMs && (now.changesAtMs === undefined || atMs < now.changesAtMs);
}
