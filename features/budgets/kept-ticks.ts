import type { Ticked } from './take-found.server.ts'

/** The most ticks that go along from one search to the next: an address has only so much room. */
export const mostKept = 300

const plain = (text: string) => text.replaceAll(/[~!]/g, '').slice(0, 20)

/** Ticks of one account as an address says them: which line, how much of it, in which line it is. */
export const formatTicks = (ticked: readonly Ticked[]): string =>
  ticked.map(({ id, part, home }) => [id, plain(part), plain(home)].join('~').replace(/~+$/, '')).join('!')

/** Reads them again; what is not understood is left out. */
export function readTicks(text: string): Ticked[] {
  return text
    .split('!')
    .slice(0, mostKept)
    .flatMap((one) => {
      const [id = '', part = '', home = ''] = one.split('~')
      return /^(line|grant)-\d{1,9}$/.test(id) ? [{ id, part: plain(part), home: plain(home) }] : []
    })
}
