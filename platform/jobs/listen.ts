import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** A connection that only hears. */
export type Listener = { close: () => Promise<void> }

/**
 * Hears what is announced on some channels until closed; a lost connection is opened again, and then `onMissed` is told
 * that announcements may have been missed.
 */
export async function listenTo(
  url: string,
  channels: readonly string[],
  on: { heard: (channel: string, payload: string) => void; missed: () => void; error: (error: unknown) => void },
): Promise<Listener> {
  const closing = new AbortController()
  let client = await open()
  async function open(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'navette worker' })
    opened.on('error', on.error)
    opened.on('notification', ({ channel, payload }) => on.heard(channel, payload ?? ''))
    try {
      await opened.connect()
      for (const channel of channels) await opened.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      await opened.end()
      throw error
    }
    opened.once('end', () => reopen())
    return opened
  }
  async function reopen(): Promise<void> {
    while (!closing.signal.aborted) {
      await sleep(1000, undefined, { ref: false })
      if (closing.signal.aborted) return
      try {
        client = await open()
        on.missed()
        return
      } catch (error) {
        on.error(error)
      }
    }
  }
  return {
    async close() {
      closing.abort()
      await client.end()
    },
  }
}
