import {
  AGENT_EXTENSIONS_TOLD,
  AGENTS_TOLD,
  type AgentReport,
  type Report,
} from '../contract/report.ts';
import { describeAgent, parseAgent } from './agent.ts';
import { compareNumbers } from './order.ts';

/** A device that is registered: its raw SIP User-Agent, and its extension. */
export type LiveDevice = { extension: string; agent: string };

type Agents = Pick<Report['agents'], 'items' | 'others'>;

/** Counts devices by what they are. */
export function agentsOf(devices: Iterable<LiveDevice>): Agents {
  const byRaw = new Map<string, string[]>();
  for (const { extension, agent } of devices) {
    const own = byRaw.get(agent);
    if (own) own.push(extension);
    else byRaw.set(agent, [extension]);
  }
  // Two raw texts may say the same: some makers write the hardware address into them.
  const byName = new Map<string, AgentReport & { extensions: string[] }>();
  for (const [raw, extensions] of byRaw) {
    const { name: agent, version } = describeAgent(raw);
    const { vendor } = parseAgent(raw);
    const key = JSON.stringify([vendor, agent, version]);
    const known = byName.get(key);
    if (known) known.extensions.push(...extensions);
    else byName.set(key, { vendor, agent, version, count: 0, extensions });
  }
  return agentsTold(
    [...byName.values()].map((item) => ({
      ...item,
      count: item.extensions.length,
      extensions: [...new Set(item.extensions)]
        .sort(compareNumbers)
        .slice(0, AGENT_EXTENSIONS_TOLD),
    })),
  );
}

/** Those of which there are most, in the order of their names and versions; how many devices the others are. */
export function agentsTold(all: readonly AgentReport[]): Agents {
  const byCount = [...all].sort((a, b) => b.count - a.count || compareAgents(a, b));
  return {
    items: byCount.slice(0, AGENTS_TOLD).sort(compareAgents),
    others: byCount.slice(AGENTS_TOLD).reduce((sum, { count }) => sum + count, 0),
  };
}

/** By name, as a person looks for it, and the newest version first: 66.84 is older than 66.100. */
function compareAgents(a: AgentReport, b: AgentReport): number {
  const byName = compareNumbers(a.agent.toLowerCase(), b.agent.toLowerCase());
  return byName || b.version.localeCompare(a.version, 'en', { numeric: true });
}
