import { describe, expect, it } from 'vitest'
import { translator } from '../platform/i18n/translator.ts'
import { type Command, type Group, isGroup, type Node } from './command.ts'
import { findCommand, readCall, readGroupCall } from './command-line.ts'
import { commands } from './commands.ts'
import { helpText } from './help.ts'

const command: Command = {
  summary: 'cli.backup.summary',
  arguments: [
    { name: 'FILE', help: 'cli.backup.file' },
    { name: 'OTHER', help: 'cli.backup.file', optional: true },
  ],
  options: { source: { help: 'cli.backup.file', value: 'NAME' }, 'dry-run': { help: 'cli.backup.file' } },
  json: true,
  run: async () => 0,
}

describe('reading a command line', () => {
  it('takes arguments, values and switches in any order', () => {
    expect(readCall(command, ['--dry-run', 'a.csv', '--source', 'Ville', '--json'])).toEqual({
      kind: 'call',
      args: ['a.csv'],
      values: { source: 'Ville' },
      switches: new Set(['dry-run', 'json']),
    })
    expect(readCall(command, ['--source=Ville', '--', '--odd-name.csv'])).toMatchObject({ args: ['--odd-name.csv'] })
  })

  it.each([
    [['a.csv', '--sauce', 'x'], 'unknownOption', '--sauce'],
    [['a.csv', '-x'], 'unknownOption', '-x'],
    [['a.csv', '--source'], 'missingValue', '--source'],
    [['a.csv', '--json=yes'], 'needlessValue', '--json'],
    [[], 'missingArgument', 'FILE'],
    [['a', 'b', 'c'], 'needlessArgument', 'c'],
  ])('tells what is wrong with %j', (words, reason, word) => {
    expect(readCall(command, words)).toEqual({ kind: 'usage', usage: { reason, word } })
  })

  it('shows help wherever it is asked for, whatever else is wrong', () => {
    expect(readCall(command, ['--help'])).toEqual({ kind: 'help' })
    expect(readCall(command, ['a.csv', '-h'])).toEqual({ kind: 'help' })
    expect(readGroupCall(['--help'])).toEqual({ kind: 'help' })
  })

  it('follows words into groups, and tells the first that leads nowhere', () => {
    const root: Group = {
      summary: 'cli.summary',
      commands: { import: { summary: 'cli.summary', commands: { ties: command } } },
    }
    expect(findCommand(root, ['import', 'ties', 'a.csv'])).toEqual({
      path: ['import', 'ties'],
      node: command,
      rest: ['a.csv'],
    })
    expect(findCommand(root, ['import', 'tise']).rest).toEqual(['tise'])
    expect(findCommand(root, ['toString']).path).toEqual([])
    expect(readGroupCall(['tise'])).toEqual({ kind: 'usage', usage: { reason: 'unknownCommand', word: 'tise' } })
    expect(readGroupCall([])).toMatchObject({ kind: 'usage', usage: { reason: 'missingCommand' } })
  })
})

function* everyNode(node: Node, path: string[] = []): Generator<[string[], Node]> {
  yield [path, node]
  if (isGroup(node)) for (const [word, below] of Object.entries(node.commands)) yield* everyNode(below, [...path, word])
}

describe('help', () => {
  it.each([...everyNode(commands)])(
    'of navette %j says how it is called and what it does, in both languages',
    (path, node) => {
      for (const locale of ['fr', 'en'] as const) {
        const t = translator(locale)
        const text = helpText(t, path, node)
        expect(text.startsWith(t(node.summary))).toBe(true)
        expect(text).toContain(['navette', ...path].join(' '))
        expect(text).not.toMatch(/\bcli\./)
      }
    },
  )
})
