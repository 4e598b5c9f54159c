import { describeAgent, parseAgent } from './agent.ts';
import { compareNumbers } from './order.ts';
import { type Counted, isInState } from './summary.ts';

export const AGENT_PARTS = ['vendor', 'model', 'version'] as const;
export type AgentPart = (typeof AGENT_PARTS)[number];

/** How many extensions have an agent, and how many of these are lost. `name` is vendor, model, or model and version. */
export type AgentShare = { name: string; count: number; lost: number };

/** So many are told apart: strangers write what agents are called. */
const SHARES_KEPT = 200;

/**
 * Counts extensions by the agent of the device that each is read from, the commonest first. Who has none is not
 * counted.
 */
export function agentShares(list: Iterable<Counted>, part: AgentPart): readonly AgentShare[] {
  const shares = new Map<string, AgentShare>();
  for (const counted of list) {
    const name = nameOf(counted.now.main?.registration.agent ?? '', part);
    if (name === '') continue;
    const share = shares.get(name) ?? { name, count: 0, lost: 0 };
    share.count += 1;
    if (isInState(counted, 'expired')) share.lost += 1;
    shares.set(name, share);
  }
  return [...shares.values()]
    .sort((a, b) => b.count - a.count || compareNumbers(a.name, b.name))
    .slice(0, SHARES_KEPT);
}

/** So many of them, the commonest first; one that has lost extensions is not left out for one that has not. */
export function mostTelling(shares: readonly AgentShare[], many: number): readonly AgentShare[] {
  const isLosing = ({ lost }: AgentShare) => lost > 0;
  const others = shares.filter((share) => !isLosing(share));
  const chosen = new Set([...shares.filter(isLosing), ...others].slice(0, many));
  return shares.filter((share) => chosen.has(share));
}

function nameOf(agent: string, part: AgentPart): string {
  const { name, version } = describeAgent(agent);
  if (part === 'vendor') return name === '' ? '' : parseAgent(agent).vendor;
  return part === 'model' ? name : `${name} ${version}`.trim();
}
