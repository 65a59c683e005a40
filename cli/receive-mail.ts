import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { tokenIn } from '../features/projects/field-mail.ts'
import { receiveFieldMail } from '../features/projects/receive-mail.server.ts'
import { isAppError } from '../platform/errors.ts'
import { translator } from '../platform/i18n/translator.ts'
import type { Command } from './command.ts'
import { withCommandContext } from './session.ts'

// What mail servers understand (sysexits.h): no such address; a mail that cannot be taken.
const noUser = 67
const wrongData = 65

/** The addresses a mail says it was brought to, where the mail server does not say it. */
function addressesIn(raw: Buffer): string[] {
  const end = raw.indexOf('\r\n\r\n') >= 0 ? raw.indexOf('\r\n\r\n') : raw.indexOf('\n\n')
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('latin1')
  return [...head.matchAll(/[^\s<>,;:"]+@[^\s<>,;:"]+/g)]
    .map(([address]) => address)
    .filter((address) => tokenIn(address))
}

/** `navette receive-mail < message`: what a mail server hands over. */
export const receiveMail: Command = {
  summary: 'cli.receiveMail.summary',
  options: {
    to: { help: 'cli.receiveMail.to', value: 'address' },
    from: { help: 'cli.receiveMail.from', value: 'address' },
  },
  json: true,
  run: async (input) => {
    const raw = await buffer(process.stdin)
    const { to, from } = input.values
    return withCommandContext({ ...input, readiness: 'asItIs' }, async ({ ctx, config, print, t }) => {
      const mail = { raw, to: to ? [to] : addressesIn(raw), from: from ?? null }
      try {
        const became = await receiveFieldMail(ctx, mail, join(config.dataFolder, 'files'))
        print(t(`cli.receiveMail.${became}`), { became })
        return 0
      } catch (error) {
        if (!isAppError(error)) throw error
        process.stderr.write(`${translator(ctx.locale)(`errors.${error.reason}` as never, error.values)}\n`)
        return error.code === 'not_found' ? noUser : wrongData
      }
    })
  },
}
