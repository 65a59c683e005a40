import { AppError, isAppError } from '../platform/errors.ts'
import { commandLocale } from '../platform/i18n/command-locale.ts'
import { errorSentence, type Translator, translator } from '../platform/i18n/translator.ts'
import { showProgress } from '../platform/terminal/progress.ts'
import { type Command, isGroup } from './command.ts'
import { type Call, findCommand, readCall, readGroupCall } from './command-line.ts'
import { commands } from './commands.ts'
import { helpText } from './help.ts'

const t = translator(commandLocale(process.env))

// Our output may be cut by the program that reads it (`| head`): that is its right, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<number> {
  const { path, node, rest } = findCommand(commands, words)
  const call: Call = isGroup(node) ? readGroupCall(rest) : readCall(node, rest)
  if (call.kind === 'help') {
    console.log(helpText(t, path, node))
    return 0
  }
  if (call.kind === 'usage') {
    console.error(t(`cli.usage.${call.usage.reason}`, { word: call.usage.word }))
    console.error(t('cli.usage.seeHelp', { command: ['navette', ...path, '--help'].join(' ') }))
    return 2
  }
  return isGroup(node) ? 2 : runCommand(node, call)
}

async function runCommand(command: Command, call: Extract<Call, { kind: 'call' }>): Promise<number> {
  const progress = showProgress(process.stderr, false)
  const json = call.switches.has('json')
  try {
    const code = await command.run({
      t,
      args: call.args,
      values: call.values,
      given: (name) => call.switches.has(name),
      print(text, value) {
        progress.end()
        console.log(json && value !== undefined ? JSON.stringify(value) : text)
      },
      progress,
    })
    return code ?? 0
  } catch (error) {
    progress.end()
    return tell(t, error, json)
  }
}

function tell(t: Translator, error: unknown, json: boolean): number {
  const known = isAppError(error) ? error : new AppError('unavailable', 'unexpected_on_command_line')
  const sentence = errorSentence(t, known)
  if (json) console.log(JSON.stringify({ error: known.reason, message: sentence, values: known.values }))
  console.error(sentence)
  if (known !== error) console.error(error)
  return known.reason.startsWith('config_') ? 2 : 1
}
