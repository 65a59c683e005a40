import { parseArgs } from 'node:util'
import { type Command, type Group, isGroup, type Node, type Option } from './command.ts'

/** A mistake in how the command was called: told with the way to the help, exit code 2. */
export type Usage = {
  reason:
    | 'unknownCommand'
    | 'missingCommand'
    | 'unknownOption'
    | 'missingValue'
    | 'needlessValue'
    | 'missingArgument'
    | 'needlessArgument'
  word: string
}

/** The words that lead to a command or group, the node they lead to, and what is left. */
export type Found = { path: string[]; node: Node; rest: string[] }

/** What a command was called with, or the mistake made. */
export type Call =
  | { kind: 'help' }
  | { kind: 'usage'; usage: Usage }
  | { kind: 'call'; args: string[]; values: Record<string, string | undefined>; switches: Set<string> }

/** Follows the words of a command line into the tree of commands, as far as they lead. */
export function findCommand(root: Group, words: readonly string[]): Found {
  let node: Node = root
  const path: string[] = []
  for (const word of words) {
    if (!isGroup(node)) break
    const next: Node | undefined = Object.hasOwn(node.commands, word) ? node.commands[word] : undefined
    if (!next) break
    node = next
    path.push(word)
  }
  return { path, node, rest: words.slice(path.length) }
}

/** The options of a command, with those every command has. */
export function optionsOf(command: Command): Record<string, Option> {
  return {
    ...command.options,
    ...(command.json ? { json: { help: 'cli.help.jsonOption' } } : {}),
    help: { help: 'cli.help.helpOption' },
  }
}

/** Reads what follows a group that no word led out of: a wish for help, or a mistake. */
export function readGroupCall(rest: readonly string[]): Call {
  const [word] = rest
  if (word === undefined) return { kind: 'usage', usage: { reason: 'missingCommand', word: '' } }
  if (word === '--help' || word === '-h') return { kind: 'help' }
  return { kind: 'usage', usage: { reason: word.startsWith('-') ? 'unknownOption' : 'unknownCommand', word } }
}

/** Reads the options and arguments of a command. */
export function readCall(command: Command, rest: readonly string[]): Call {
  const options = optionsOf(command)
  const { tokens } = parseArgs({
    args: [...rest],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' } as const]),
    ),
  })
  const args: string[] = []
  const values: Record<string, string | undefined> = {}
  const switches = new Set<string>()
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    if (token.rawName === '-h' || token.name === 'help') return { kind: 'help' }
    const known = Object.hasOwn(options, token.name) && token.rawName.startsWith('--') ? options[token.name] : undefined
    if (!known) return mistake('unknownOption', token.rawName)
    if (known.value && !token.value) return mistake('missingValue', token.rawName)
    if (!known.value && token.value !== undefined) return mistake('needlessValue', token.rawName)
    if (known.value) values[token.name] = token.value
    else switches.add(token.name)
  }
  return countArguments(command, args) ?? { kind: 'call', args, values, switches }
}

function countArguments(command: Command, args: readonly string[]): Call | null {
  const wanted = command.arguments ?? []
  const missing = wanted.find((argument, index) => !argument.optional && args[index] === undefined)
  if (missing) return mistake('missingArgument', missing.name)
  const extra = args[wanted.length]
  return extra === undefined || wanted.at(-1)?.many ? null : mistake('needlessArgument', extra)
}

function mistake(reason: Usage['reason'], word: string): Call {
  return { kind: 'usage', usage: { reason, word } }
}
