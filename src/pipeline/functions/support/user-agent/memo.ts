// The answers for the agents seen last: a log repeats few agents many times. Bounded in number and in length; keys are
// copies, so that no agent keeps the line it was cut from in memory.
import { ownText } from '../../../../util/own-text.js'
import { type Agent, readAgent } from './agent.js'

const MOST = 1024
const LONGEST = 512

const memo = new Map<string, Readonly<Agent>>()

export function agentOf(text: string): Readonly<Agent> {
  if (text.length > LONGEST) return readAgent(text)
  return memo.get(text) ?? remember(ownText(text))
}

function remember(text: string): Agent {
  const agent = readAgent(text)
  if (memo.size >= MOST) memo.delete(memo.keys().next().value as string)
  memo.set(text, agent)
  return agent
}
