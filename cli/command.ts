import type { MessageKey } from '../platform/i18n/messages.ts'
import type { Translator } from '../platform/i18n/translator.ts'
import type { Progress } from '../platform/terminal/progress.ts'

/** An option of a command; `value` is how the help names what follows it, absent for a switch. */
export type Option = { help: MessageKey; value?: string }

/** An argument of a command that has no name in front of it; all but an optional one must be given, the last one as often as wanted where it is `many`. */
export type Argument = { name: string; help: MessageKey; optional?: boolean; many?: boolean }

/** What a command is given when it runs. */
export type Input = {
  t: Translator
  /** Arguments by their place; those that must be given are. */
  args: readonly string[]
  /** Values of the options given. */
  values: Readonly<Record<string, string | undefined>>
  /** Tells whether a switch was given. */
  given: (name: string) => boolean
  /** Writes the result: the sentence for a reader, or with `--json` the value for a program. */
  print: (text: string, value?: unknown) => void
  /** A line of progress on a terminal; silent elsewhere. */
  progress: Progress
}

/** One thing `navette` can do; `run` answers the exit code, 0 when it answers nothing. */
export type Command = {
  summary: MessageKey
  arguments?: readonly Argument[]
  options?: Readonly<Record<string, Option>>
  /** Whether a program may read the result with `--json`. */
  json?: boolean
  run: (input: Input) => Promise<number | undefined>
}

/** Commands under one word. */
export type Group = { summary: MessageKey; commands: Readonly<Record<string, Node>> }

/** A word of the command line. */
export type Node = Command | Group

/** Tells a group from a command. */
export function isGroup(node: Node): node is Group {
  return 'commands' in node
}
