import { type ByteLru, byteLru } from '../byte-lru.ts'
import type { Ctx } from '../context.ts'

type Read<Args extends readonly unknown[], Value> = (ctx: Ctx, ...args: Args) => Promise<Value>

/**
 * Makes a reading of public data that is done once per data version, language and question, whoever asks; questions
 * beyond `most` push out those asked longest ago. Where the version is not known, and in a transaction, it is read anew
 * each time. Everybody is handed the same value: it is not to be changed.
 */
export function keepPerVersion<Args extends readonly unknown[], Value>(
  read: Read<Args, Value>,
  nameOf: (...args: Args) => string,
  most = 1,
): Read<Args, Value> {
  const kept = new WeakMap<Ctx['db'], { version: number; answers: ByteLru<Promise<Value>> }>()
  return (ctx, ...args) => {
    const { db, locale, dataVersion: version } = ctx
    if (version === undefined || db.isTransaction) return read(ctx, ...args)
    let present = kept.get(db)
    if (present?.version !== version) {
      // Two languages are read side by side.
      present = { version, answers: byteLru(2 * most) }
      kept.set(db, present)
    }
    const name = `${locale} ${nameOf(...args)}`
    const known = present.answers.get(name)
    if (known) return known
    const answer = read(ctx, ...args)
    present.answers.set(name, answer, 1)
    // A failure must not stand for the version.
    answer.catch(() => kept.delete(db))
    return answer
  }
}
