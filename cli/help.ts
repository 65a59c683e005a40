import { configNames } from '../platform/config.ts'
import type { Translator } from '../platform/i18n/translator.ts'
import type { Command, Group, Node } from './command.ts'
import { isGroup } from './command.ts'
import { optionsOf } from './command-line.ts'

/** The help of a command or group: how it is called, what it does, what it takes. */
export function helpText(t: Translator, path: readonly string[], node: Node): string {
  const name = ['navette', ...path].join(' ')
  return isGroup(node) ? groupHelp(t, name, node) : commandHelp(t, name, node)
}

function groupHelp(t: Translator, name: string, group: Group): string {
  const commands = Object.entries(group.commands).map(([word, node]): [string, string] => [word, t(node.summary)])
  const usage = `${name} ${t('cli.help.commandWord')}`
  return [
    t(group.summary),
    section(t('cli.help.usage'), [[usage, '']]),
    section(t('cli.help.commands'), commands),
    t('cli.help.more', { command: `${usage} --help` }),
    t('cli.help.environment', { names: configNames.join(', ') }),
  ].join('\n\n')
}

function commandHelp(t: Translator, name: string, command: Command): string {
  const args = command.arguments ?? []
  const words = args.map(({ name: word, optional, many }) => {
    const shown = many ? `${word}…` : word
    return optional ? `[${shown}]` : shown
  })
  const options = Object.entries(optionsOf(command)).map(([option, { value, help }]): [string, string] => [
    `--${option}${value ? ` ${value}` : ''}`,
    t(help),
  ])
  const parts = [
    t(command.summary),
    section(t('cli.help.usage'), [[[name, ...words, t('cli.help.optionsWord')].join(' '), '']]),
  ]
  if (args.length > 0)
    parts.push(
      section(
        t('cli.help.arguments'),
        args.map(({ name, help }) => [name, t(help)]),
      ),
    )
  parts.push(section(t('cli.help.options'), options))
  return parts.join('\n\n')
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return [title, ...rows.map(([left, right]) => `  ${left.padEnd(width + 2)}${right}`.trimEnd())].join('\n')
}
